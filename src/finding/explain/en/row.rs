//! Pages about rows and tables, in English.

use crate::finding::explain::Page;

pub(super) const TOTAL_MISMATCH: Page = Page {
    title: "A total that does not add up",
    what: "The number in a total or in the heading of a group is not the sum of its rows. In a \
           table without numbers it must be the number of rows.",
    why: "Totals are never counted, but a difference tells of a missing row or a wrong number. The \
          rows count as they stand.",
    example: "The row \"Tổng cộng\" says 43, its rows add up to 41. The program says: “\"43\" in \
              the total is not the sum of the rows (41)”.",
    remedy: "The sender adds up again, or looks for a missing row; if the difference is right, it \
             explains it.",
};

pub(super) const DUPLICATE_ROW: Page = Page {
    title: "A row that stands twice",
    what: "The row repeats one further up in the fields that tell rows apart, such as name, kind \
           and workplace of a model.",
    why: "Everything counts once: this row does not, and the one above counts as before.",
    example: "Row 12 is the model of row 7 again. The program says: “Repeats row 7 and does not \
              count”.",
    remedy: "The sender removes the repeated row; if they are two things, it writes what \
             distinguishes them.",
};

pub(super) const ABOVE_OTHER: Page = Page {
    title: "Greater than it may be",
    what: "The number is greater than another of its row that it may not pass.",
    why: "A part is not more than the whole, and a score not more than its maximum. The value is \
          in doubt.",
    example: "A self-score says 12 where the maximum is 10. The program says: “\"12\" is greater \
              than \"Điểm tối đa\" (10)”.",
    remedy: "The sender checks both numbers and mends the wrong one.",
};

pub(super) const SAME_AS_OTHER: Page = Page {
    title: "Two fields that must differ",
    what: "Two fields that must differ say the same.",
    why: "The plan asks for a leader and a focal person, who are two. The value is in doubt.",
    example: "The focal person's cell repeats the leader's name. The program says: “The same as \
              \"Lãnh đạo phụ trách\"”.",
    remedy: "The sender names another person or thing in one of them.",
};

pub(super) const MISSING_WHEN: Page = Page {
    title: "Not filled in, though it is due here",
    what: "A field is required only where another has a certain value, and in this row it has.",
    why: "What was awarded, for one, has the number and day of its decision. The row is in doubt \
          for any target that uses the field.",
    example: "An award says \"Đã khen\" and has no decision number. The program says: “Not filled \
              in, though \"Tình trạng\" is \"Đã khen\"”.",
    remedy: "The sender fills in the cell, or mends the other one.",
};

pub(super) const MISSING_WITH: Page = Page {
    title: "Not filled in, though what belongs to it is",
    what: "Two fields belong together, and in this row only one of them is filled in.",
    why: "What was published, for one, has the address where it can be read; without it nobody can \
          look it up.",
    example: "A model names where it was published and has no link. The program says: “Not filled \
              in, though \"Nơi đăng\" is”.",
    remedy: "The sender fills in the cell, or explains why there is nothing to put there.",
};

pub(super) const OUTSIDE_SCHOOL_YEAR: Page = Page {
    title: "Outside the school year",
    what: "The day does not lie in the campaign's school year.",
    why: "Only what belongs to the year counts; where all days are outside, it is usually last \
          year's file again. The value is in doubt.",
    example: "A model was introduced on 12/03/2023. The program says: “\"12/03/2023\" is outside \
              the school year (05/09/2023 to 31/05/2024)”.",
    remedy: "The sender checks day, month and year; what belongs to last year it removes.",
};

pub(super) const NOT_IN_OWN_BLOCK: Page = Page {
    title: "Not of the block",
    what: "A block head scored a unit that is no member of its block.",
    why: "A block reviews its own members; the score of another's cannot be used for ranks. The \
          value is in doubt.",
    example: "The head of block 2 names KK-02 of block 3. The program says: “\"KK-02\" is no unit \
              of the block”.",
    remedy: "The sender writes the code of a unit of the block. If the blocks have changed, the \
             office mends the register.",
};

pub(super) const OWN_REVIEW: Page = Page {
    title: "Review of oneself",
    what: "The head of a block, or its deputy, gives review points to its own unit.",
    why: "No unit reviews itself: its own points have a form of their own. The row does not count; a \
          block ranks on its review only where every member is reviewed by another.",
    example: "PGD-02 heads its block and names PGD-02 in the review. The program says: “\"PGD-02\" is \
              the reviewer itself; these points do not count”.",
    remedy: "The sender removes the row. The deputy head reviews the head's unit; the office names \
             the deputy in campaign.toml.",
};

pub(super) const ABOVE_CRITERION: Page = Page {
    title: "More than the criterion gives",
    what: "The score is above the maximum that the campaign's criteria give.",
    why: "Scores can be compared only where all keep to one maximum. The score is in doubt.",
    example: "A review gives TC01 12 points of 10. The program says: “\"12\" is above the maximum \
              10 of criterion TC01”.",
    remedy: "The sender scores it again with no more than the maximum. If the maximum is wrong, \
             the office mends the criteria.",
};

pub(super) const NAMES_NO_COLLECTION: Page = Page {
    title: "No such collection",
    what: "The cell \"Kỳ báo cáo\" names a collection that the campaign does not have, though \
           others tell which it is.",
    why: "The file counts for what its name, hidden mark or forms tell; the cell should say the \
          same to everybody.",
    example: "The cover says \"Quý III\", the file's name \"cuoi-nam\". The program says: “\"Quý \
              III\" is no collection of the campaign”.",
    remedy: "The sender writes the collection as on the blank form.",
};

pub(super) const FOREIGN_KEY: Page = Page {
    title: "Not in the table it refers to",
    what: "The row refers to a row of another form or list, and there is none like it there.",
    why: "Two forms can only be held against each other where they speak of the same thing. Until it is mended the cell is in doubt.",
    example: "The cell says M77, and the other form has M01 to M48: “\"M77\" is not in \"Kiểu dữ liệu\"”.",
    remedy: "Write it as in the other form, or add the missing row there.",
};

pub(super) const CONTROL_TOTAL: Page = Page {
    title: "A control total differs",
    what: "The sheet \"Kiểm tra trước khi gửi\" states the rows and sums of each form, which the head signs; a figure there differs from what was read.",
    why: "It means that a row was missed or read twice, or that a form was changed after it was signed. No cell is known to be wrong, so all of them count.",
    example: "The head signed 12 rows and 11 were read: “The control count of rows of \"Khen thưởng\" is 12, but 11 was read”.",
    remedy: "Compare what was signed with the form, mend the one that is wrong, then open the file in Excel and save it again.",
};
