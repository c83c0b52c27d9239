//! Pages about several submissions, in English.

use crate::finding::explain::Page;

pub(super) const RESUBMISSION: Page = Page {
    title: "A newer file in another's place",
    what: "The unit sent a newer file, which takes the former's place; this says how they differ.",
    why: "The office sees how much was mended and changed without comparing cells. Timeliness \
          stays that of the first usable file.",
    example: "A Bureau mends its file and sends \"PGD-01_cuoi-nam lần 2.xlsx\". The program says: \
              “Rows: 2 added, 1 changed; findings: 3 mended, against the former file \
              (PGD-01_cuoi-nam.xlsx)”.",
    remedy: "Nothing needs to be done.",
};

pub(super) const FEWER_ROWS: Page = Page {
    title: "Fewer rows than before",
    what: "The newer file leaves out rows of the former that nothing was wrong with, more than it \
           adds.",
    why: "The unit may have sent only what it mended, or deleted too much. The rows that are there \
          count as before.",
    example: "The former file had 12 models, the newer has 9. The program says: “The former file \
              (PGD-01_cuoi-nam.xlsx) has 12 rows, this one 9; rows that nothing was wrong with are \
              gone”.",
    remedy: "The sender confirms that these rows were left out on purpose, or sends them all.",
};

pub(super) const CLAIMED_TWICE: Page = Page {
    title: "Reported by two units",
    what: "Another unit reports the same, under the same name and workplace.",
    why: "Both may have their share in it, or one is mistaken. It counts for both units, and once \
          in the province's total.",
    example: "Two Bureaus introduce the same school. The program says: “\"Trường TH Nậm Cắn\" is \
              also reported by Phòng GDĐT huyện Bạch Liên (PGD-02)”.",
    remedy: "The two units agree which of them reports it, or explain, and the office accepts.",
};
