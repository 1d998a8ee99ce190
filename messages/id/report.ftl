## Halaman
report-skip = Langsung ke temuan
report-contents = Isi
report-kind-run = Satu simulasi
report-kind-replicates = Satu skenario, diulang
report-kind-comparison = Perbandingan
report-kind-claims = Klaim yang telah terbit, diuji
report-kind-sweep = Penyapuan parameter
report-made-by = Dibuat oleh patronage { $version } dari berkas data { $folder } saja.
report-title-many = { $n } hasil
report-untitled = Tanpa judul

section-question = Pertanyaannya
section-found = Apa yang ditemukan
section-expected = Apa yang diharapkan, dan apakah terbukti
section-claims = Klaim satu per satu
section-charts = Diagram
section-network = Jejaring
section-tables = Tabel
section-scenario = Skenarionya
section-settings-of-members = Apa yang berbeda antara skenario
section-factors = Apa yang divariasikan
section-method = Bagaimana dikerjakan
section-limits = Apa yang tidak dimodelkan
section-cite = Cara mengutip
section-glossary = Daftar istilah
section-references = Pustaka
section-notes = Catatan

fact-rounds = Ronde
fact-rounds-of = { $done } dari { $planned }, terputus
fact-replicates = Ulangan
fact-seed = Benih acak
fact-clients = Klien
fact-patrons = Patron
fact-villages = Desa
fact-at = Diukur pada
fact-baseline = Pembanding
fact-points = Titik
fact-runs = Simulasi
fact-runs-of = { $done } dari { $planned }; { $failed } gagal
fact-design = Rancangan
fact-claims = Klaim
fact-version = Versi

question-none = Skenario ini tidak bertanya apa-apa; kunci `question` dalam berkasnya adalah tempatnya.
question-comparison = Apa beda { $member } dari { $baseline }?
question-comparison-many = Apa beda { $members } dari { $baseline }?
question-claims = Klaim mana yang telah terbit tentang patron, klien, dan suara yang didukung model ini?

when-start = awal
when-end = akhir
when-mean = rata-rata { $n } ronde terakhir
when-round = ronde { $n }

## Apa yang ditemukan
found-one-run = Ini satu simulasi: sebuah cerita. Peran kebetulan di dalamnya tidak diketahui, maka di sini tidak ada yang disebut perbedaan. Jalankan dengan --replicates 20 untuk mengetahuinya.
found-interval-note = Dalam kurung: selang kepercayaan 95 % atas { $n } ulangan.
found-from-to = { $measure }: { $start } pada awal, { $end } pada akhir.
found-end = { $measure }: { $end } pada akhir.
found-last = { $measure }: { $value } di ronde { $round }, yang terakhir diketahui.
found-last-mean = { $measure }: { $value } di ronde { $round }, yang terakhir diketahui ({ $low } sampai { $high }).
found-mean = { $measure }: { $mean } pada akhir ({ $low } sampai { $high }).
found-mean-alone = { $measure }: { $mean } pada akhir (tanpa selang).
found-marks = Dari lima tanda relasi sehat menurut Scott, “{ $best }” yang terbesar ({ $most }) dan “{ $worst }” yang terkecil ({ $least }).
found-marks-all-lower = Kelima tanda relasi sehat lebih rendah di { $member } daripada di { $baseline }.
found-marks-all-higher = Kelima tanda relasi sehat lebih tinggi di { $member } daripada di { $baseline }.
found-marks-some = Dari lima tanda relasi sehat, { $higher } lebih tinggi dan { $lower } lebih rendah di { $member } daripada di { $baseline }; selang { $open } tanda memuat 0.
found-higher = { $measure }: lebih tinggi sebesar { $size } ({ $low } sampai { $high }), { $mean }, bukan { $reference }.
found-lower = { $measure }: lebih rendah sebesar { $size } ({ $low } sampai { $high }), { $mean }, bukan { $reference }.
found-undecided = { $measure }: data belum memastikan apakah ada pengaruh. Selang pengaruhnya, { $low } sampai { $high }, memuat 0.
found-unknown = { $measure }: tidak diketahui.
found-against = { $member } terhadap { $baseline }
found-counts = { $clear } dari { $all } ukuran berbeda antara keduanya; selang { $open } ukuran memuat 0 atau tidak diketahui.
found-claims = Dari { $all } klaim, { $supported } didukung, { $contradicted } dibantah, dan { $undecided } belum pasti.
found-claims-meaning = Putusan berlaku bagi model ini, bukan bagi dunia: putusan menyatakan apakah mekanisme dalam model cukup untuk apa yang diklaim.
found-claim = { $claim } ({ $verdict }): { $title }. Efek pada { $measure }: { $effect } ({ $low } sampai { $high }).
found-claim-alone = { $claim } ({ $verdict }): { $title }.
found-nothing-clear = Tidak ada dalam tabel yang cukup jelas untuk dinyatakan dalam kalimat.

## Harapan
expected-counts = { $held } terbukti, { $failed } gagal, { $undecided } belum pasti, { $unknown } tidak diketahui
expected-none = Skenario ini tidak mengharapkan apa-apa; `[[expect]]` dalam berkasnya adalah tempat untuk menulis harapan, sebelum melihat hasil.
expectation-was = { $measure }, pada { $when }: { $value }; diharapkan: { $bound }.
expectation-was-within = { $measure }, pada { $when }: { $value } ({ $low } sampai { $high }); diharapkan: { $bound }.
expectation-was-against = { $measure }, pada { $when }: { $value }, terhadap { $other }; diharapkan: { $bound }.
expectation-change-within = { $measure }, pada { $when }: { $value }, terhadap { $other }, dan perubahannya antara { $low } dan { $high }; diharapkan: { $bound }.
expectation-unknown = { $measure }, pada { $when }: tidak diketahui; diharapkan: { $bound }.
bound-between = { $low } sampai { $high }
bound-at-least = sedikitnya { $low }
bound-at-most = paling banyak { $high }
bound-any = berapa saja
bound-more-than = lebih daripada pada { $when }
bound-less-than = kurang daripada pada { $when }
verdict-held = terbukti
verdict-failed = gagal
verdict-undecided = belum pasti
verdict-unknown = tidak diketahui
verdict-supported = didukung
verdict-contradicted = dibantah

## Tabel
table-sort = Urutkan menurut { $column }
table-more = { $shown } dari { $all } baris ditampilkan; berkas { $file } memuat semua.
table-measures = Semua ukuran
table-measures-note = Tanda hubung: tidak diketahui. Ronde ialah ronde nilai di kirinya: ukuran pemilihan diketahui bila ada pemilihan. Sebelum ronde pertama belum ada yang mengalir, dan tidak ada rata-rata atas nol orang.
table-comparison = Semua ukuran, yang paling berarti lebih dulu
table-comparison-note = Selisih: skenario dikurangi pembanding, dengan selang 95 %; p disesuaikan atas semua ukuran skenario (Benjamini dan Hochberg); g ialah ukuran efek Hedges.
table-claim-tests = Semua uji
table-factors = Faktor-faktornya
table-main-effects = Rata-rata menurut taraf
table-sobol = Indeks Sobol
table-morris = Efek elementer
table-correlations = Korelasi peringkat parsial
table-connectors = Klien yang menghubungkan yang lain
table-elections = Hasil pemilihan
column-measure = ukuran
column-name = artinya
column-unit = satuan
column-start = awal
column-end = akhir
column-low = bawah
column-high = atas
column-scenario = skenario
column-baseline = pembanding
column-mean = rata-rata
column-difference = selisih
column-p = p
column-g = g
column-claim = klaim
column-title = pernyataan
column-verdict = putusan
column-expected = diharapkan
column-from = dari
column-to = ke
column-effect = efek
column-key = kunci
column-value = nilai
column-default = nilai bawaan
column-meaning = arti
column-level = taraf
column-factor = faktor
column-scale = skala
column-first = sendiri
column-total = dengan interaksi
column-mu-star = μ*
column-sigma = σ
column-prcc = korelasi
column-election = pemilihan
column-party = partai
column-round = ronde
column-votes = suara
column-seats = kursi
column-votes-share = bagian suara

## Skenarionya
settings-differ = { $n ->
    [0] Semua kunci bernilai bawaan.
   *[other] { $n } kunci berbeda dari nilai bawaannya.
  }
settings-all = Semua kunci dengan nilainya
settings-lists = Jenis patron, partai, pemilihan, peristiwa
settings-base = Skenario dasar, dan yang diubah oleh semua titik
settings-of-baseline = Semua kunci { $member }
settings-changed-members = { $n ->
    [0] Skenario-skenario ini sama dalam semua kunci.
   *[other] Skenario-skenario ini berbeda dalam { $n } kunci.
  }

## Bagaimana dikerjakan
method-model = patronage adalah model berbasis agen: tiap klien, patron, ikatan, dan politisi dihitung, tidak ada yang dirata-ratakan. Satu ronde melewati submodel satu demi satu: kemalangan, kerja, upah dan perlindungan, saling bantu antarklien, pinjaman, konsumsi, penilaian, pertemuan dan percakapan, perpindahan; dengan pemilihan juga kampanye, pemungutan suara, dan uang publik. MODEL.md menguraikannya menurut protokol ODD.
method-money = Uang dihitung dalam satuan subsistensi: 1 S memberi makan satu klien selama satu ronde. Uang dihitung dalam sepersejuta yang bulat, dan pembukuan seimbang sampai yang terakhir di tiap ronde, atau simulasi berhenti.
method-one = Laporan ini bertumpu pada satu simulasi. Undiannya hanya bergantung pada skenario, benih acak, dan versi, bukan pada jumlah utas.
method-replicates = Skenario dijalankan { $n } kali dengan undian lain. Selang adalah selang t 95 % atas ulangan ini; suatu harapan terbukti bila seluruh selang terletak di tempat yang diharapkan, gagal bila tak sedikit pun, dan selain itu belum pasti.
method-comparison = Tiap skenario dijalankan { $n } kali. Ulangan ke-r dari tiap skenario memakai undian yang sama, sehingga skenario dibandingkan berpasangan bila agennya sama; bila tidak, rata-ratanya yang dibandingkan (Welch). Selang adalah selang t 95 % atas ulangan. Suatu selisih hanya dinyatakan bila selangnya tidak memuat 0.
method-claims = Tiap klaim memiliki taraf, yaitu skenario dasar dengan beberapa kunci diubah, dan uji tentang perubahan suatu ukuran antartaraf. Tiap taraf dijalankan { $n } kali dengan undian yang sama. Hanya selang t 95 % dari efek yang memutuskan: didukung bila seluruhnya di sisi yang diklaim, dibantah bila seluruhnya di sisi lain, selain itu belum pasti. Di antara begitu banyak uji, kira-kira satu dari dua puluh selang meleset karena kebetulan.
method-sweep = Sebuah skenario dasar dijalankan di { $points } titik kunci-kuncinya (rancangan: { $design }), masing-masing { $replicates } kali. Selang bertaraf 95 %. Efek, indeks, dan korelasi hanya dinyatakan bila selangnya tidak meninggalkan keraguan.
method-networks = Jejaring: { $how }.
method-files = Tiap angka di halaman ini berasal dari berkas data folder hasil, yang dapat dibuktikan berasal dari skenarionya dengan `patronage verify`.
method-again = Untuk membuatnya lagi
method-digests = Sidik berkas data (SHA-256)
method-language = Angka ditulis dengan titik sebelum desimal dan spasi tipis antara ribuan, seperti dalam berkas data. Kunci, ukuran, dan isi berkas skenario tidak diterjemahkan.

## Apa yang tidak dimodelkan
limit-1 = Tidak ada rumah tangga, kelahiran dan kematian, harga, dan kepemilikan tanah. Klien sama kecuali dalam keterampilan, nilai, ideologi, dan tempat.
limit-2 = Patron tidak bertindak bersama, dan tidak mengenal kliennya satu per satu. Paksaan adalah kadar, bukan tindakan.
limit-3 = Yang telah dipelajari tidak dilupakan, sehingga rata-rata keterampilan naik perlahan.
limit-4 = Desa-desa sama kecuali oleh nasib, dan oleh ukuran, kemiskinan, dan semacamnya bila sebuah tabel menyatakannya.
limit-5 = Partai tidak memilih posisinya, calon satu daftar tidak bersaing, pemilih tidak tahu jajak pendapat, dan tiap pemilihan pada hari yang sama diputuskan sendiri-sendiri.
limit-6 = Pegawai negara menolong dalam kemalangan dan tidak melakukan hal lain.
limit-7 = Banyak angka diandaikan, bukan diukur: PARAMETERS.md menyatakan yang mana. Percayailah perbandingan lebih daripada besaran, dan mekanisme lebih daripada keduanya.
limit-8 = Model ini bukan bukti tentang dunia. Model menyatakan apa yang akan terjadi bila orang bertindak menurut aturan ini.

## Cara mengutip
cite-software = The patronage developers ({ $year }). patronage: agent-based simulation of patron-client relations, versi { $version } [perangkat lunak].
cite-this = Hasil ini: { $what }, benih acak { $seed }, { $digest }.
cite-digest = SHA-256 manifesnya { $digest }
cite-bibtex = BibTeX

## Temuan penyapuan: frasa di belakang nama ukuran, tanpa titik
finding-more = dan { $n } lagi, yang lebih kecil: lihat tabel
finding-explains = { $factor } menjelaskan { $alone } varians sendirian, { $whole } dengan interaksinya
finding-explains-together = { $factor } menjelaskan { $whole } varians dengan interaksinya; sendirian, tidak ada yang pasti
finding-explains-doubtful = belum terbukti menjelaskan varians: { $factors }
finding-changes-upwards = { $factor } mengubahnya rata-rata sebesar { $size } sepanjang rentangnya, tanpa tanda, semua efeknya naik
finding-changes-downwards = { $factor } mengubahnya rata-rata sebesar { $size } sepanjang rentangnya, tanpa tanda, semua efeknya turun
finding-changes-both-ways = { $factor } mengubahnya rata-rata sebesar { $size } sepanjang rentangnya, tanpa tanda, sebagian efeknya naik, yang lain turun atau tidak ada
finding-changes-doubtful = belum terbukti mengubahnya: { $factors }
finding-rises-with = naik bersama { $factor }, yang lain tetap: korelasi peringkat parsial { $size }
finding-falls-with = turun bersama { $factor }, yang lain tetap: korelasi peringkat parsial { $size }
finding-correlation-doubtful = belum terbukti naik atau turun bersama: { $factors }
finding-levels = menurut { $factor }, terendah pada { $lowest }: { $low }, tertinggi pada { $highest }: { $high }
finding-levels-doubtful = tidak ada selisih di luar selang antara taraf: { $factors }
finding-within = { $value } ({ $low } sampai { $high })
finding-percent = { $value } % ({ $low } sampai { $high } %)
finding-unknown = tidak diketahui

## Diagram: apa yang perlu dilihat
figure-open = Diagram: { $title }
figure-more = { $n } diagram lagi ada di folder charts: satu halaman dengan semuanya akan terlalu besar.
figure-reciprocity = Dekat 1, patron dan klien memberi sama banyak di mata klien. Pita yang lebar berarti sebagian relasi seimbang sedangkan yang lain berat sebelah.
figure-received-given = Tiap sel atau titik adalah klien di ronde terakhir. Di atas diagonal mereka merasa menerima lebih dari yang diberi; awan di bawahnya adalah relasi yang mengambil.
figure-inequality = Jarak antara dua garis Gini adalah tambahan ketimpangan oleh patron. Bagian yang teratas menunjukkan berapa yang dipegang terkaya.
figure-lorenz = Makin jauh kurva menggantung di bawah diagonal, makin sedikit milik yang termiskin. Bandingkan awal dan akhir orang yang sama.
figure-loyalty-resentment-hunger = Patronase sehat tampak dari loyalitas tinggi dengan sedikit dendam dan kelaparan; paksaan tampak dari dendam yang tumbuh sementara tak ada yang pergi.
figure-strategies = Apa yang ditawarkan dan diminta patron, rata-rata. Bila patron menyesuaikan diri, garis yang bersilang menunjukkan satu rezim menggantikan yang lain.
figure-health = Lima tanda Scott satu per satu, dengan rata-ratanya berwarna abu-abu: relasi dapat kuat dalam satu tanda dan lemah dalam yang lain.
figure-resilience = Siapa yang berdiri antara kemalangan dan kelaparan: diri sendiri, patron, negara, atau jejaring. Lapisan terbawah keterangan adalah mereka yang tak diselamatkan apa pun.
figure-leaving = Jalan keluar dan penghalangnya. Mereka yang tertahan paksaan atau utang hanya tampak setia.
figure-network = Peta siapa mengenal siapa. Cincin adalah patron dengan kliennya; garis tebal ikatan kuat, garis tipis ikatan lemah. Ikatan lemah antardesa membawa kabar tentang patron lain.
figure-elections = Batang kiri suara, batang kanan kursi. Bila batang kanan lebih besar, aturan menguntungkan partai itu.
figure-offers = Pemilih mana yang dipilih broker. Imbalan diberikan kepada yang memang akan memilih: uang yang tidak membeli apa-apa pada pemilihan ini.
figure-vote-prices = Hadiah itu murah; suara yang tidak akan datang tanpanya mahal, karena kebanyakan hadiah tidak mengubah apa-apa dan broker menyimpan sebagian.
figure-public-money = Bila barang publik tergeser gaji, barang klub, dan kontrak, negara melayani orangnya sendiri.
figure-service = Bila kedua garis bertemu, pegawai tidak memihak. Jarak antara keduanya adalah nilai sebuah koneksi.
figure-clientelism = Iterasi, asimetri, timbal balik, dan personalisme per ronde: yang menjadikan relasi klientelistik, diukur terpisah.
figure-over-time = Enam ukuran yang sama di tiap skenario. Bila pita tidak bertumpang tindih, perbedaan antara skenario bukan sekadar kebetulan.
figure-differences = Yang paling berbeda, terbesar lebih dulu. Garis yang memotong 0 belum memastikan apakah ada selisih.
figure-forest = Tiap uji sebagai titik dengan selangnya, di bawah klaimnya. Berarsir: tempat yang diharapkan klaim.
figure-phase = Tiap sel adalah sepasang nilai. Carilah garis-garis yang rapat: di sana perubahan kecil sebuah kunci mengubah rezim.
figure-effects = Tiap panel satu kunci. Garis datar adalah kunci yang sendirian tidak berpengaruh pada ukuran ini.
figure-sobol = Batang atas sebuah kunci adalah yang dijelaskannya sendiri, batang bawah bersama yang lain. Jarak besar berarti interaksi.
figure-morris = Di kanan: kunci yang berpengaruh. Di atas: kunci yang pengaruhnya bergantung pada yang lain.
figure-morris-rank = Kunci yang sama, diurutkan menurut besar pengaruhnya pada ukuran.
figure-correlations = Di kanan 0: ukuran naik bersama kunci; di kiri: turun, dengan kunci lain ditahan tetap.
