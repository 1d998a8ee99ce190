## Ringkasan di terminal dan dalam summary.md. Kata dalam kolom pendek.
tell-question = Pertanyaan: { $question }
tell-note = Catatan: { $note }
tell-results = Hasil: { $place } ({ $contents })
tell-analysis = Analisis: { $place } ({ $contents })
tell-speed = Kecepatan: { $speed }
tell-rule = Aturan: { $rule }
tell-expectations = Harapan: { $counts }
tell-heading-question = Pertanyaan:
tell-heading-measures = Ukuran
tell-heading-elections = Pemilihan
tell-heading-notes = Catatan
tell-heading-files = Berkas
tell-described = Kolom diuraikan dalam OUTPUTS.md.
tell-no-charts = tanpa diagram
tell-charts = charts/ dengan { $n } berkas
tell-unknown-note = – tidak diketahui: dalam ronde 0 belum ada yang mengalir, dan tidak ada rata-rata atas nol orang.
tell-means-note = Rata-rata atas ulangan. – tidak diketahui: dalam ronde 0 belum ada yang mengalir, dan tidak ada rata-rata atas nol orang.
tell-interval = selang 95 %
tell-run = Skenario `{ $scenario }`: { $what }, benih acak { $seed }, { $clients } klien, { $patrons } patron, { $villages } desa
tell-rounds = { $n } ronde
tell-rounds-broken = terputus setelah { $done } dari { $planned } ronde
tell-replicates = { $n } ulangan dari { $rounds } ronde
tell-replicates-broken = { $n } dari { $planned } ulangan dari { $rounds } ronde
tell-verdict = { $n } { $verdict }
tell-was = { $measure } pada { $when }: { $value }, diharapkan { $bound }
tell-was-unknown = { $measure } pada { $when } tidak diketahui, diharapkan { $bound }
tell-mean-was = { $measure } pada { $when }: rata-rata { $value }; diharapkan { $bound }
tell-mean-was-within = { $measure } pada { $when }: rata-rata { $value } { $interval }; diharapkan { $bound }
tell-mean-changed = { $measure } pada { $when }: rata-rata { $value }, selisihnya dalam { $interval }; diharapkan { $bound }
tell-mean-unknown = { $measure } pada { $when } tidak diketahui; diharapkan { $bound }
tell-no-reason = Tanpa alasan.
tell-threads = { $n ->
   *[other] { $n } utas
  }
tell-pace = { $seconds } dtk pada { $threads }
tell-pace-of-runs = { $runs } simulasi dalam { $seconds } dtk pada { $threads }
tell-pace-each = { $ns } ns per klien-ronde
tell-pace-memory = memori { $mib } MiB
tell-last-election = Pemilihan terakhir (ronde { $round }): { $outcomes }
tell-last-elections = Pemilihan terakhir (ronde { $round }): { $outcomes }
tell-offers = Tawaran: { $offered } pemilih ditawari sesuatu; { $changed }
tell-offers-changed = { $share } hadiah yang diterima mengubah tindakan pemilih
tell-offers-none = tidak ada hadiah yang diterima
tell-seats = { $seats } dari { $all } kursi,
tell-votes = { $share } suara,
tell-turnout = partisipasi
tell-percent = { $n } %

## Perbandingan
tell-compared = { $n } ulangan masing-masing, { $how }; diukur pada { $at }; benih acak { $seed }
tell-paired = berpasangan dengan undian yang sama
tell-unpaired = lihat catatan tentang siapa yang berpasangan
tell-same-keys = Skenario-skenario ini sama dalam semua kunci.
tell-changed = Yang diubah
tell-changed-more = … dan { $n } kunci lagi
tell-marks = Tanda relasi sehat
tell-mark-1 = lebih dari upah
tell-mark-2 = tanpa paksaan
tell-mark-3 = loyalitas dalam kerja
tell-mark-4 = saling bantu di luarnya
tell-mark-5 = bernilai di mata yang lain
tell-mark-6 = indeks kelimanya
tell-all-measures = Semua ukuran, terpenting dulu
tell-largest = Selisih terbesar
tell-difference = selisih [selang 95 %]
tell-differ = { $clear } dari { $all } ukuran berbeda; selang { $open } ukuran memuat 0 atau tidak diketahui.
tell-gain = Pemasangan membagi varians selisih dengan { $gain } (median atas ukuran).
tell-marks-lower = Semua { $all } tanda lebih rendah di { $member } daripada di { $baseline }.
tell-marks-higher = Semua { $all } tanda lebih tinggi di { $member } daripada di { $baseline }.
tell-marks-some = Dari { $all } tanda, { $lower } lebih rendah dan { $higher } lebih tinggi di { $member } daripada di { $baseline }.
tell-not-known = tidak diketahui
tell-no-interval = tanpa selang

## Klaim dan penyapuan
tell-claims-run = { $scenarios } skenario, { $n } ulangan masing-masing, benih acak { $seed }
tell-claims-counts = { $n } klaim: { $counts }
tell-swept = { $design }: { $factors }, { $points }, { $replicates }; { $runs }
tell-factors = { $n ->
   *[other] { $text } faktor
  }
tell-points = { $n ->
   *[other] { $text } titik
  }
tell-each = { $n ->
   *[other] { $text } ulangan
  }
tell-runs-all = semua { $n } simulasi selesai
tell-runs-some = { $done } dari { $planned } simulasi selesai, { $failed } gagal, { $missing } belum dijalankan
tell-findings = Temuan, dengan selang 95 %:
tell-findings-none = tidak ada: tak satu selang pun diketahui
tell-used = { $measure }: { $used } dari { $planned } { $of } dapat dipakai
