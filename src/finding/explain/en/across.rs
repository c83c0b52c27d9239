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
    what: "Another unit reports the same: its row agrees in every field by which the plan tells \
           whose a row is, such as name, workplace and decision number.",
    why: "Both may have their share in it, or one is mistaken. It counts for both units, and once \
          in the province's total.",
    example: "Two Bureaus introduce the same school. The program says: “\"Trường TH Nậm Cắn\" is \
              also reported by Phòng GDĐT huyện Bạch Liên (PGD-02)”.",
    remedy: "The two units agree which of them reports it, or explain, and the office accepts.",
};

pub(super) const OTHER_FORM_VERSION: Page = Page {
    title: "A return on an older blank form",
    what: "A blank return carries a hidden mark of its campaign, collection, unit and the state of its forms. This return was made from another state than the collection has today.",
    why: "Once a form has changed, the same cell may ask something else, so a return on an older one does not count. Where the older one still serves, the office names it under form-versions of the collection in campaign.toml.",
    example: "The blank of September got another column in October, and the unit sends September's: “It is on an older blank form (1f0c22ab); the collection's present one is 9d41e07c”.",
    remedy: "Move the figures to the present blank form and send that.",
};

pub(super) const FORMER_YEAR: Page = Page {
    title: "An earlier year's return",
    what: "All days that the plan holds to the school year, and the day on the cover, lie before the school year begins.",
    why: "It is most likely last year's file sent again, so it does not count. Where only some cells have the wrong year, each of them is asked about and the file counts.",
    example: "Three models were introduced in November 2022, and the school year began on 05/09/2023: “All days in it lie before the school year (the last is 13/11/2022); it may be an earlier year's return sent again”.",
    remedy: "Send this school year's return; if it is this year's with the wrong year written, mend the days and send it again.",
};

pub(super) const NEEDS_RETURN: Page = Page {
    title: "Another collection's return is missing",
    what: "The unit has rows that only a unit may have that sent another collection's return: who is awarded must have registered.",
    why: "The plan awards only those who registered. The rows count all the same; the office needs to know.",
    example: "The unit has 3 rows of awards given, and its registration came as a PDF: “\"Khen thưởng\" has 3 rows, but the unit has no usable return \"Registration\"”.",
    remedy: "Send the registration as an Excel file, or explain, for the office to accept.",
};

pub(super) const NOT_IN_RETURN: Page = Page {
    title: "Not in the return sent before",
    what: "The value must stand in the return that the unit itself sent for another collection, and does not.",
    why: "A result can only be held against what was registered. Until it is cleared up the cell is in doubt.",
    example: "The unit registered CT01 and CT03, and reports a result of CT02: “\"CT02\" is not in \"Đăng ký thi đua\" of the unit's return \"Registration\"”.",
    remedy: "Write the code that was registered, or explain what was added.",
};

pub(super) const FAR_FROM_PEERS: Page = Page {
    title: "Far from units of its type",
    what: "The number lies far from the median of units of its type in the same collection, by 0.6745 × (value − median) / MAD; at least 15 others are needed.",
    why: "Mostly a digit too many or too few, or another unit of measure. The number counts and is not held in doubt.",
    example: "The schools have 50 to 65 staff, and one says 580: “\"580\" is far from that of 16 units of its type (their median is 58)”.",
    remedy: "Check it; if it is right, explain it.",
};

pub(super) const FAR_FROM_YEAR_BEFORE: Page = Page {
    title: "Far from the year before",
    what: "The number lies far from the unit's own of the year before: value > factor × before or value < before / factor, and |value − before| ≥ least. The plan sets factor and least; baseline.csv holds the year before, and a unit it leaves out is not asked.",
    why: "Mostly a digit too many or too few, or another unit of measure. The number counts and is not held in doubt.",
    example: "A Bureau published 41 articles the year before and now says 480: “\"480\" is far from the unit's own number of the year before (41)”.",
    remedy: "Check it; if it is right, explain it.",
};
