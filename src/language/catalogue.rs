//! The messages of one language, as Fluent keeps them.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use std::collections::BTreeMap;
use unic_langid::LanguageIdentifier;

/// The messages of one language.
pub(super) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// The messages without names in them, made once.
    texts: BTreeMap<String, String>,
    /// The names in each message, in the order of the files.
    names: Vec<(String, Vec<String>)>,
}

impl Catalogue {
    /// The messages in these texts of Fluent files.
    ///
    /// # Panics
    /// If one of them is not what Fluent understands, or a message is there twice.
    pub(super) fn new(code: &str, files: &[&str]) -> Self {
        let language: LanguageIdentifier = code.parse().expect("a code of a language");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Marks of direction are for right-to-left names in left-to-right texts; here they would stand as boxes in charts.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped));
        let mut names = Vec::new();
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
            names.extend(resource.entries().filter_map(message));
            bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{errors:?}"));
        }
        let mut all = Self { bundle, texts: BTreeMap::new(), names };
        let plain = all.names.iter().filter(|(_, names)| names.is_empty());
        all.texts = plain.map(|(id, _)| (id.clone(), all.say(id, &[]))).collect();
        all
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The message's own name.
    pub(super) fn name(&self, id: &str) -> &str {
        let own = self.names.iter().find(|(name, _)| name == id);
        own.map_or_else(|| panic!("there is no message `{id}`"), |(name, _)| name)
    }

    pub(super) fn text(&self, id: &str) -> &str {
        self.texts.get(id).unwrap_or_else(|| panic!("there is no message `{id}` without names in it"))
    }

    pub(super) fn say(&self, id: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let message = self.bundle.get_message(id).unwrap_or_else(|| panic!("there is no message `{id}`"));
        let pattern = message.value().unwrap_or_else(|| panic!("the message `{id}` is empty"));
        let arguments: FluentArgs<'_> = values.iter().cloned().collect();
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        assert!(errors.is_empty(), "the message `{id}`: {errors:?}");
        said
    }

    pub(super) fn messages(&self) -> Vec<(String, Vec<String>)> {
        self.names.clone()
    }
}

/// Whole numbers with thousands apart.
fn grouped<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    Some(text)
}

/// A message's name and the names in it, sorted.
fn message(entry: &ast::Entry<&str>) -> Option<(String, Vec<String>)> {
    let ast::Entry::Message(ast::Message { id, value: Some(pattern), .. }) = entry else { return None };
    let mut names = Vec::new();
    collect(pattern, &mut names);
    names.sort();
    names.dedup();
    Some((id.name.to_owned(), names))
}

fn collect(pattern: &ast::Pattern<&str>, names: &mut Vec<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            collect_from(expression, names);
        }
    }
}

fn collect_from(expression: &ast::Expression<&str>, names: &mut Vec<String>) {
    let inline = match expression {
        ast::Expression::Inline(inline) => inline,
        ast::Expression::Select { selector, variants } => {
            variants.iter().for_each(|variant| collect(&variant.value, names));
            selector
        }
    };
    match inline {
        ast::InlineExpression::VariableReference { id } => names.push(id.name.to_owned()),
        ast::InlineExpression::Placeable { expression } => collect_from(expression, names),
        _ => {}
    }
}
