//! The rules of the matched model as functions of numbers, for implementations that look at one client at a time. README.md has the
//! equations. `draw` gives uniform numbers in [0, 1).

use crate::Constants;

/// What a client is and stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Character {
    pub skill: f64,
    /// What it values: wage, protection, support.
    pub values: [f64; 3],
}

/// A client and its patron, whom an implementation knows by a `P`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bond<P> {
    pub patron: Option<P>,
    pub loyalty: f64,
    pub resentment: f64,
    pub satisfaction: f64,
}

/// How far a client has come with another patron.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    #[default]
    None,
    Known,
    Liked,
    Trusted,
}

/// What a client has heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook<P> {
    pub prospect: Option<P>,
    pub stage: Stage,
}

impl<P> Default for Outlook<P> {
    fn default() -> Self {
        Self { prospect: None, stage: Stage::None }
    }
}

/// A client's round: what it produced, what passed between it and its patron, its misfortune.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    pub output: f64,
    pub wage: f64,
    pub dues: f64,
    pub service: f64,
    pub loss: f64,
}

impl Work {
    /// What is left of the wage.
    #[inline]
    #[must_use]
    pub fn net(&self) -> f64 {
        self.wage - self.dues - self.service
    }
}

/// A patron's strategy, and what it comes to in a round.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    pub wage: f64,
    pub protection: f64,
    pub support: f64,
    pub coercion: f64,
    /// Support that every client gets \[S\].
    pub support_paid: f64,
    /// Share of the promised cover that is paid.
    pub cover_ratio: f64,
}

impl Terms {
    /// The terms of a strategy.
    #[must_use]
    pub fn of([wage, protection, support, coercion]: [f64; 4]) -> Self {
        Self { wage, protection, support, coercion, support_paid: 0.0, cover_ratio: 1.0 }
    }

    /// What the patron can pay of its revenue and capital, and what is left of the capital.
    #[must_use]
    pub fn spend(&mut self, constants: &Constants, capital: f64, clients: u32, revenue: f64, losses: f64) -> f64 {
        let n = f64::from(clients);
        let mut funds = capital + revenue;
        let afford = |each: f64, funds: f64| if n > 0.0 { each.min(funds / n) } else { each };
        funds -= n * afford(constants.coercion_cost * self.coercion, funds);
        self.support_paid = afford(constants.support_cost * self.support, funds);
        funds = (funds - n * self.support_paid).max(0.0);
        let due = self.protection * losses;
        self.cover_ratio = if due > funds { funds / due } else { 1.0 };
        (funds - self.cover_ratio * due) * (1.0 - constants.patron_mpc)
    }
}

/// A talk, and whether the client moves for it. `coercion` is that of its patron.
#[inline]
pub fn talk_and_move<P: Copy + PartialEq>(
    constants: &Constants,
    character: &Character,
    bond: &mut Bond<P>,
    outlook: &mut Outlook<P>,
    coercion: impl FnOnce() -> f64,
    teller: impl FnOnce() -> Bond<P>,
    mut draw: impl FnMut() -> f64,
) -> bool {
    let news = if draw() < constants.information { Some(teller()) } else { None };
    let news = news.filter(|teller| teller.patron.is_some() && teller.patron != bond.patron);
    let leaves = bond.patron.is_some().then(|| [draw(), draw()]);
    let may_leave = leaves.filter(|&[_, quits]| bond.resentment > constants.rebel || quits < constants.quit);
    if news.is_none() && may_leave.is_none() {
        return false;
    }
    let coercion = if bond.patron.is_some() { coercion() } else { 0.0 };
    if let Some(teller) = news
        && hear(constants, bond, outlook, coercion, &teller, &mut draw)
    {
        depart(constants, bond, outlook, teller.patron);
        return true;
    }
    let leaves = may_leave.is_some_and(|draws| leaves_for_nobody(constants, character, bond, coercion, draws));
    if leaves {
        depart(constants, bond, outlook, None);
    }
    leaves
}

/// What news does to the outlook; whether the client joins the teller's patron.
fn hear<P: Copy + PartialEq>(
    constants: &Constants,
    bond: &Bond<P>,
    outlook: &mut Outlook<P>,
    coercion: f64,
    teller: &Bond<P>,
    draw: &mut impl FnMut() -> f64,
) -> bool {
    let same = outlook.prospect == teller.patron;
    match outlook.stage {
        Stage::None | Stage::Known if !same => *outlook = Outlook { prospect: teller.patron, stage: Stage::Known },
        Stage::Known if teller.loyalty > constants.liking => outlook.stage = Stage::Liked,
        Stage::Liked if same && draw() < constants.trust / 2.0 => outlook.stage = Stage::Trusted,
        Stage::Trusted if same => {
            let gain = teller.satisfaction - bond.satisfaction - constants.hysteresis * constants.productivity;
            let barriers = constants.exit_cost * coercion + constants.loyalty_cost * bond.loyalty;
            return gain > if bond.patron.is_some() { constants.hurdle * barriers } else { 0.0 };
        }
        _ => {}
    }
    false
}

/// Whether an attached client flees or quits.
fn leaves_for_nobody<P>(
    constants: &Constants,
    character: &Character,
    bond: &Bond<P>,
    coercion: f64,
    [flees, quits]: [f64; 2],
) -> bool {
    let outside = constants.productivity * constants.outside;
    if outside * character.skill < constants.safety {
        return false;
    }
    let anger = constants.flee * (bond.resentment - constants.rebel).max(0.0) / (1.0 - constants.rebel);
    let hopes = outside - constants.hazard * constants.loss_mean / character.skill;
    let stays =
        bond.satisfaction + constants.hysteresis * constants.productivity + constants.hurdle * constants.exit_cost * coercion;
    flees < anger * (1.0 - constants.deterrence * coercion) || (stays < hopes && quits < constants.quit * (1.0 - coercion))
}

fn depart<P: Copy>(constants: &Constants, bond: &mut Bond<P>, outlook: &mut Outlook<P>, patron: Option<P>) {
    bond.patron = patron;
    bond.loyalty = if patron.is_some() { constants.newcomer } else { 0.0 };
    bond.resentment *= constants.kept;
    *outlook = Outlook::default();
}

/// Misfortune, output and pay.
#[inline]
pub fn work<P>(
    constants: &Constants,
    character: &Character,
    bond: &Bond<P>,
    terms: Option<&Terms>,
    mut draw: impl FnMut() -> f64,
) -> Work {
    let loss = if draw() < constants.hazard { -constants.loss_mean * (1.0 - draw()).ln() } else { 0.0 };
    let full = constants.productivity * character.skill;
    let Some(terms) = terms else {
        let output = full * constants.outside;
        return Work { output, wage: output, dues: 0.0, service: 0.0, loss };
    };
    let drive = bond.loyalty.max(terms.coercion * constants.supervision);
    let effort = constants.effort + (1.0 - constants.effort) * drive - constants.resistance * bond.resentment;
    let output = full * effort.clamp(constants.effort_min, 1.0);
    let wage = terms.wage * output;
    let dues = constants.dues * terms.coercion * wage;
    let service = (constants.service * terms.support * bond.loyalty).min(wage - dues);
    Work { output, wage, dues, service, loss }
}

/// The loss is met, the client consumes and judges the round. Gives its wealth, and whether it was hungry.
#[inline]
pub fn live<P>(
    constants: &Constants,
    character: &Character,
    bond: &mut Bond<P>,
    wealth: f64,
    work: &Work,
    terms: Option<&Terms>,
) -> (f64, bool) {
    let cover = terms.map_or(0.0, |terms| terms.protection * work.loss * terms.cover_ratio);
    let due = work.loss - cover;
    let held = wealth + work.net();
    let paid = due.min(held);
    let (wealth, unmet) = (held - paid, due - paid);
    let hungry = wealth < 1.0 + unmet;
    let consumed = (1.0 + constants.mpc * (wealth - 1.0).max(0.0)).min(wealth);
    judge(constants, character, bond, work, terms, cover, hungry);
    (wealth - consumed, hungry)
}

fn judge<P>(
    constants: &Constants,
    character: &Character,
    bond: &mut Bond<P>,
    work: &Work,
    terms: Option<&Terms>,
    cover: f64,
    hungry: bool,
) {
    let mut left = work.net() - work.loss + cover;
    let mut resented = 0.0;
    if let Some(terms) = terms {
        let exposed = if hungry { 1.0 - terms.protection } else { 0.0 };
        let target = logistic(drive(constants, character, work, terms, cover, exposed));
        bond.loyalty += constants.learning * (target - bond.loyalty);
        resented = constants.resentment_dues * constants.dues * terms.coercion + constants.resentment_hunger * exposed;
        left += character.values[2] * terms.support_paid;
    }
    bond.resentment = ((1.0 - constants.resentment_decay) * bond.resentment + resented).clamp(0.0, 1.0);
    bond.satisfaction += constants.satisfaction_learning * (left / character.skill - bond.satisfaction);
}

/// What draws a client to loyalty.
#[inline]
fn drive(constants: &Constants, character: &Character, work: &Work, terms: &Terms, cover: f64, exposed: f64) -> f64 {
    let [wage, protection, support] = character.values;
    let promise = constants.promise * terms.protection * constants.hazard * constants.loss_mean;
    let received = wage * work.wage + protection * (cover + promise) + support * constants.support_worth * terms.support_paid;
    let given =
        (1.0 - constants.capital_share + constants.unwillingness * terms.coercion) * work.output + work.dues + work.service;
    let rate = if received + given > 0.0 { received / (received + given) } else { 0.5 };
    constants.exchange * (rate - constants.justice) + constants.sympathy * terms.support_paid / constants.support_cost
        - constants.repulsion * terms.coercion
        - constants.hunger * exposed
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
