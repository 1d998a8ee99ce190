## Diagram sebuah simulasi
round = ronde
share = bagian
zoomed = (sumbu berakhir di { $end })
no-data = tidak ada data
scenario = Skenario: { $scenario }

reciprocity-title = Seberapa seimbang pertukarannya? Timbal balik per ronde
reciprocity-reading = 1: keduanya memberi sama banyak, di mata klien; 0: satu memberi semua. Pita: 80 % relasi di tengah.
reciprocity-reading-of-means = 1: keduanya memberi sama banyak, di mata klien; 0: satu memberi semua. Titik-titik: batas 10 % relasi.
reciprocity-axis = timbal balik dalam relasi, 0 sampai 1
reciprocity-mean = rata-rata
reciprocity-median = median
reciprocity-low = persentil ke-10
reciprocity-high = persentil ke-90

received-given-title = Yang diterima dan yang diberi klien di ronde terakhir
received-given-reading = Di mata klien sendiri. Pada diagonal pertukaran seimbang; di atasnya klien menerima lebih banyak.
received-given-given = diberi kepada patron [S per ronde]
received-given-received = diterima dari patron [S per ronde]
received-given-above = Di atas garis
received-given-below = Di bawah garis
received-given-received-more = menerima lebih
received-given-gave-more = memberi lebih
received-given-of-clients = { $share } klien
received-given-median = Klien median
received-given-median-received = menerima { $amount } S
received-given-median-given = memberi { $amount } S
received-given-per-cell = Klien per sel
received-given-beyond = { $share } di luar sumbu
received-given-each-dot = Tiap titik satu klien

inequality-title = Ketimpangan kekayaan per ronde
inequality-reading = Gini: 0 bila semua sama, 1 bila satu memiliki semua. Teratas: bagian milik klien dan patron terkaya.
inequality-axis = indeks Gini; bagian kekayaan
inequality-gini-clients = Gini, klien
inequality-gini-all = Gini, dengan patron
inequality-top1 = milik 1 % teratas
inequality-top10 = milik 10 % teratas

lorenz-title = Siapa memegang kekayaan? Kurva Lorenz, awal dan akhir
lorenz-reading = Kurva menunjukkan bagian milik yang termiskin bersama. Makin jauh dari diagonal, makin timpang.
lorenz-population = bagian penduduk, dari yang termiskin
lorenz-wealth = bagian kekayaan
lorenz-equality = semua memiliki sama
lorenz-clients = klien
lorenz-all = dengan patron
lorenz-start = awal
lorenz-end = ronde { $round }
lorenz-gini = Gini { $gini }

feelings-title = Loyalitas, dendam, dan kelaparan per ronde
feelings-reading = Rata-rata loyalitas (klien berpatron) dan dendam (semua klien), 0 sampai 1; bagian klien yang lapar.
feelings-axis = rata-rata klien; bagian klien
feelings-loyalty = loyalitas
feelings-resentment = dendam
feelings-hunger = lapar

strategies-title = Cara patron memperlakukan klien: strategi per ronde
strategies-reading = Tiap unsur dari 0, tidak sama sekali, sampai 1, yang terbanyak. Patron dihitung menurut jumlah kliennya.
strategies-axis = strategi, rata-rata atas klien berpatron, 0 sampai 1
strategies-wage = upah
strategies-protection = perlindungan
strategies-support = bantuan
strategies-coercion = paksaan
strategies-credit = pinjaman

health-title = Seberapa sehat relasinya? Indeks kesehatan dan unsurnya
health-reading = 1 terbaik. Indeks, abu-abu di panel lain, ialah rata-rata lima tanda. Angka: ronde terakhir.
health-axis = rata-rata atas relasi, 0 sampai 1
health-index = Indeks kesehatan
health-parts-1 = Lebih dari upah
health-parts-2 = Kesukarelaan
health-parts-3 = Loyalitas berbalas
health-parts-4 = Saling bantu
health-parts-5 = Saling bernilai

resilience-title = Apa yang menyelamatkan klien dari kemalangan
resilience-reading = Dari kemalangan dalam ronde: sumber pertama yang membuat klien cukup untuk hidup, atau tidak ada.
resilience-axis = bagian dari kemalangan dalam ronde
resilience-own-wealth = harta sendiri
resilience-patron = patron
resilience-state = negara
resilience-ties = jejaring
resilience-nothing = tidak ada, lapar

leaving-title = Siapa meninggalkan patron, mengapa, dan apa yang menahan
leaving-reading = Atas: klien yang berpindah, pergi, atau mendapat patron. Bawah: yang ingin pergi, tetapi tertahan.
leaving-axis = klien per ronde
leaving-moved = Berpindah
leaving-switched = ganti patron
leaving-fled = lari karena dendam
leaving-quit = keluar, kerja sendiri
leaving-joined = ikut, tadinya tanpa patron
leaving-blocked = Tertahan
leaving-by-force = oleh paksaan
leaving-by-debt = oleh utang
leaving-by-both = paksaan dan utang
leaving-by-hunger = takut lapar

## Klaim
claims-title = Klaim yang telah terbit, diuji dalam model
claims-reading = Titik: efek dibagi rata-rata yang lebih besar (atau jaraknya dari batas). Garis: selang kepercayaan 95 %.
claims-note = Berarsir: tempat efek menurut klaim. Garis seluruhnya di sana mendukung; seluruhnya di tempat lain membantah.
claims-axis = efek relatif; 0 berarti tanpa efek, atau batasnya
claims-verdicts-supported = didukung
claims-verdicts-contradicted = dibantah
claims-verdicts-undecided = belum pasti
claims-expected-rises = naik
claims-expected-falls = turun
claims-expected-unchanged = tetap, ±{ $reference }
claims-expected-above = di atas { $reference }
claims-expected-below = di bawah { $reference }
claims-expected-weaker = berubah lebih sedikit daripada di tempat lain
claims-effect = { $effect } ({ $low } sampai { $high })
claims-effect-alone = { $effect }
claims-levels = dari { $from } ke { $to }
claims-foot = { $claims } klaim, { $tests } uji

## Perbandingan
comparison-foot = { $n } ulangan masing-masing
comparison-foot-single = satu ulangan masing-masing
comparison-more = dan { $n } lagi dalam tabel
comparison-over-time-title = Masyarakat per ronde, berdampingan
comparison-over-time-reading = Rata-rata atas ulangan. Pita: selang kepercayaan 95 % dari rata-rata. Angka: ronde terakhir.
comparison-panels-attached_share = Klien berpatron
comparison-panels-loyalty_mean = Loyalitas
comparison-panels-reciprocity_mean = Timbal balik
comparison-panels-resentment_mean = Dendam
comparison-panels-hungry_share = Klien yang lapar
comparison-panels-gini_wealth_clients = Gini kekayaan klien

comparison-differences-title = Yang paling berbeda dari “{ $baseline }”
comparison-differences-reading = Titik: rata-rata selisih. Garis: selang kepercayaan 95 %; bila 0 di luarnya, itu bukan sekadar kebetulan.
comparison-differences-axis = selisih, { $at }; dengan *: dibagi rata-rata yang lebih besar (uang: paling sedikit 1 S)
comparison-differences-relative = { $measure } *
comparison-differences-difference = selisih
comparison-differences-means = rata-rata
comparison-differences-at-end = ronde terakhir
comparison-differences-at-mean = rata-rata { $n } ronde terakhir
comparison-differences-at-round = ronde { $n }
comparison-health-title = Patronase mana yang sehat? Lima tanda dan rata-ratanya
comparison-health-reading = 1 terbaik. Batang: rata-rata atas ulangan. Garis: selang kepercayaan 95 % dari rata-rata.
comparison-lorenz-title = Siapa memegang kekayaan? Kurva Lorenz klien di ronde { $round }
comparison-lorenz-reading = Rata-rata atas ulangan: bagian milik yang termiskin bersama. Makin jauh dari diagonal, makin timpang.

comparison-received-given-title = Yang diterima dan yang diberi klien di ronde terakhir
comparison-received-given-reading = Satu ulangan masing-masing. Lebih gelap: lebih banyak klien. Pada garis seimbang; di atasnya menerima lebih.
comparison-received-given-received-more = { $share } menerima lebih
comparison-received-given-gave-more = { $share } memberi lebih
comparison-received-given-median = median: menerima { $received }, memberi { $given }
comparison-elections-title = Pemilihan, berdampingan
comparison-elections-reading = Rata-rata atas ulangan di tiap pemilihan. Pita: selang kepercayaan 95 %. Angka: pemilihan terakhir.
comparison-election-panels-turnout = Partisipasi
comparison-election-panels-offered_share = Pemilih yang ditawari
comparison-election-panels-changed_share = Hadiah yang mengubah suara
comparison-election-panels-price_per_changed_vote = Harga suara yang berubah [S]
comparison-election-panels-broker_rent_share = Uang yang disimpan broker
comparison-election-panels-incumbents_lost_share = Petahana yang kalah

## Jejaring
network-title = Siapa mengenal siapa? Desa, patron, klien, dan ikatannya
network-whole = Semua { $clients } klien di { $villages }, dan tiap ikatan: garis berarti yang satu mengenal yang lain, atau keduanya.
network-part = { $villages } dari { $all }, dan tiap ikatan antara kliennya; { $hidden } ikatan lain menuju desa lain.
network-part-alone = { $villages } dari { $all }, dan tiap ikatan antara kliennya; tidak ada yang punya ikatan ke desa lain.
network-cut = { $clients } tetangga di desa dengan { $all }, dan tiap ikatan antara mereka; { $hidden } lagi menuju yang lain.
network-one-village = 1 desa
network-villages = { $n } desa
network-chosen-by-connector = Tampak: desa penghubung terbaik dan sekitarnya
network-chosen-first = Tampak: desa { $village } dan sekitarnya
network-chosen-without-ties = Tampak: desa-desa pertama
network-village = Desa { $village }
network-client = klien, warna patronnya
network-unattached = klien tanpa patron
network-connector = paling menghubungkan
network-patron = patron, busur: kliennya
network-foreign = patron dari desa lain
network-strong-within = ikatan kuat, patron sama
network-strong = ikatan kuat, patron lain
network-weak = ikatan lemah
network-outward = ikatan ke yang tak tampak
network-no-ties = Tidak ada yang saling kenal.
network-stay = Berapa ikatan tetap …
network-in-village = … di dalam desa
network-with-patron = … dengan patron sama
network-strong-ties = kuat
network-weak-ties = lemah
network-of-all = dari semua { $ties } ikatan
network-of-sample = dari ikatan { $clients } klien

## Politik

politics-elections-title = Suara dan kursi partai, dari pemilihan ke pemilihan
politics-elections-reading = Tiap pasang batang satu pemilihan, semua daerah pemilihan bersama: siapa mendapat suara, siapa kursi.
politics-elections-axis = bagian suara (batang kiri) dan kursi (batang kanan)
politics-elections-parties = Partai
politics-elections-others = lainnya
politics-elections-last = { $election } ({ $n } kali terakhir)
politics-elections-more = { $n } lagi di “elections”

politics-offers-title = Siapa ditawari apa demi suaranya?
politics-offers-reading = Kiri: dugaan broker tentang pemilih. Kanan: banyaknya tawaran, dan berapa hadiah yang mengubah suara.
politics-offers-axis = bagian dari semua tawaran
politics-offers-strategies-vote-1 = Jual beli suara
politics-offers-strategies-vote-2 = akan memilih yang lain,
politics-offers-strategies-vote-3 = dibayar agar memilih pembayar
politics-offers-strategies-turnout-1 = Membeli kehadiran
politics-offers-strategies-turnout-2 = suka pembayar, akan absen,
politics-offers-strategies-turnout-3 = dibayar agar memilih
politics-offers-strategies-abstention-1 = Membeli ketidakhadiran
politics-offers-strategies-abstention-2 = akan memilih yang lain,
politics-offers-strategies-abstention-3 = dibayar agar diam di rumah
politics-offers-strategies-persuasion-1 = Bujukan ganda
politics-offers-strategies-persuasion-2 = suka yang lain, akan absen,
politics-offers-strategies-persuasion-3 = dibayar agar memilih pembayar
politics-offers-strategies-reward-1 = Imbalan
politics-offers-strategies-reward-2 = akan memilih pembayar,
politics-offers-strategies-reward-3 = dan tetap dibayar
politics-offers-attitudes-loyal = setia pada pembayar
politics-offers-attitudes-swing = belum memutuskan
politics-offers-attitudes-opposed = untuk calon lain
politics-offers-voter = Pemilih itu
politics-offers-of-offers = { $share } tawaran
politics-offers-changed = { $share } mengubah suara

politics-prices-title = Harga sebuah hadiah, suara, dan suara yang berubah
politics-prices-reading = Hadiah: yang diterima pemilih. Suara: juga bagian broker dan politisi, dan hadiah yang sia-sia.
politics-prices-axis = harga [S; 1 S: makan seorang satu ronde]
politics-prices-bars-1 = per hadiah diterima
politics-prices-bars-2 = per suara bagi pembayar
politics-prices-bars-3 = per suara berubah
politics-prices-price = { $s } S (Rp { $rp })
politics-prices-none = tidak ada
politics-prices-more = { $n } lagi di “offers”

politics-public-money-title = Ke mana uang publik pergi
politics-public-money-reading = Dari belanja semua kas dalam satu ronde. Barang publik untuk semua; barang klub dan kontrak untuk kawan.
politics-public-money-axis = bagian belanja publik
politics-public-money-layers-1 = barang publik
politics-public-money-layers-2 = gaji
politics-public-money-layers-3 = bantuan sosial
politics-public-money-layers-4 = barang klub
politics-public-money-layers-5 = kontrak
politics-public-money-layers-6 = dicuri

politics-service-title = Siapa yang dilayani pegawai negara?
politics-service-reading = Dari yang minta tolong dalam kemalangan. Terhubung: pegawai, dan klien para broker pemerintah.
politics-service-axis = bagian yang dilayani, dari yang meminta
politics-service-connected = terhubung
politics-service-others = semua yang lain

politics-clientelism-title = Empat unsur klientelisme per ronde
politics-clientelism-reading = 1 terbanyak: ikatan bertahan; klien bergantung, patron tidak; memberi sama; semua kepada orang tertentu.
politics-clientelism-axis = bagian, 0 sampai 1
politics-clientelism-iteration = iterasi: ikatan bertahan
politics-clientelism-asymmetry = asimetri: klien bergantung
politics-clientelism-reciprocity = timbal balik
politics-clientelism-personalism = personalisme: semua
politics-clientelism-political = … dalam politik

## Ulangan
replicates-bands = Rata-rata { $n } ulangan. Pita: selang kepercayaan 95 % dari rata-rata.
replicates-means = Rata-rata { $n } ulangan.
replicates-together = Semua { $n } ulangan bersama.
replicates-first = Satu dari { $n } ulangan, yang pertama.

## Penyapuan parameter
sweep-foot = Penyapuan: { $title }
sweep-points = { $points } titik
sweep-replicates = , { $n } ulangan masing-masing
sweep-one-replicate = , satu ulangan masing-masing
sweep-used = Diketahui: { $used } dari { $planned } { $of }.
sweep-observations-points = titik
sweep-observations-samples = sampel
sweep-observations-effects = efek elementer
sweep-observations-runs = simulasi
sweep-at-end = ronde terakhir
sweep-at-start = pada awal
sweep-at-mean = rata-rata { $n } ronde terakhir
sweep-at-round = ronde { $n }
sweep-shown = Tampak: { $shown } dari { $all } faktor yang paling berpengaruh.
sweep-estimate = { $value } ({ $low } sampai { $high })

sweep-phase-title = Diagram fase { $measure }
sweep-phase-reading = Sel: rata-rata pada dua nilai, atas semua lainnya yang berubah. Garis: tempat dengan rata-rata sama.
sweep-phase-reading-without-contours = Sel: rata-rata pada dua nilai, atas semua lainnya yang berubah.
sweep-phase-shown = Tampak: { $shown } dari { $all } pasang faktor dengan jangkauan rata-rata terbesar.
sweep-phase-unknown = tidak diketahui
sweep-phase-intervals = selang 95 %
sweep-phase-median = median: ±{ $half }
sweep-phase-widest = terlebar: ±{ $half }
sweep-phase-half = ±{ $half }
sweep-phase-replicates = { $n } ulangan per sel
sweep-phase-one-replicate = satu ulangan per sel
sweep-phase-points = { $n } titik per sel
sweep-phase-one-point = satu titik per sel
sweep-phase-range = { $least } sampai { $most }
sweep-effects-title = Efek utama pada { $measure }
sweep-effects-reading = Titik: rata-rata pada nilai faktor, atas semua lainnya yang berubah. Garis tegak: selang 95 % darinya.
sweep-effects-in-bands = Garis dan titik: rata-rata pada nilai faktor, atas semua lainnya yang berubah. Pita: selang 95 % darinya.
sweep-effects-shown = Tampak: { $shown } dari { $all } faktor dengan jangkauan rata-rata terbesar.

sweep-sobol-title = Apa yang menjelaskan { $measure }? Indeks Sobol
sweep-sobol-reading = Bagian varians karena faktor sendiri dan dengan semua interaksinya. Garis: selang 95 %.
sweep-sobol-first = sendiri (orde pertama)
sweep-sobol-total = dengan interaksi (total)
sweep-sobol-sum = orde pertama, semua faktor: { $sum } (1: tanpa interaksi)
sweep-sobol-axis = bagian varians antartitik

sweep-morris-title = Apa yang menggerakkan { $measure }? Efek elementer
sweep-morris-reading = Kanan: lebih berpengaruh. Atas: efek lebih beragam, karena faktor lain atau letaknya. Garis: selang 95 %.
sweep-morris-ranked-title = Apa yang paling menggerakkan { $measure }? Efek elementer
sweep-morris-ranked-reading = Rata-rata besar perubahan saat faktor menempuh rentangnya, tanpa tanda. Garis: selang 95 %.
sweep-morris-mu-star = μ*, rata-rata besar efek elementer{ $unit }
sweep-morris-sigma = σ, simpangan baku efek elementer{ $unit }
sweep-morris-equal = σ = μ*
sweep-morris-named = Dari { $all } faktor, { $most } dengan μ* terbesar berwarna, dan bernama di tempat yang cukup.
sweep-morris-room = Nama ada di tempat yang cukup: diagram peringkat memuat semua.

sweep-correlations-title = Bersama apa { $measure } naik dan turun?
sweep-correlations-reading = Faktor lain ditahan tetap. Garis: selang 95 %; bila 0 di luarnya, itu bukan sekadar kebetulan.
sweep-correlations-axis = korelasi peringkat parsial; 0 berarti tidak ada
sweep-correlations-without = Tanpa korelasi: { $factors }.
