//! Pages about cells, in English.

use crate::finding::explain::Page;

pub(super) const MISSING_VALUE: Page = Page {
    title: "Not filled in",
    what: "The cell of a required field is blank, or holds its place with dots or a dash only.",
    why: "A blank is not taken for 0. The row is in doubt for any target that uses the field.",
    example: "Cell C8 of the column \"Số CB, GV, NV tham gia\" is blank. The program says: “A \
              required value is not filled in”.",
    remedy: "The sender fills in the cell; where there is none it writes 0 or says so.",
};

pub(super) const TYPE_ERROR: Page = Page {
    title: "Not the kind of value asked for",
    what: "What stands in the cell cannot be read as the field's kind of value: a number, a whole \
           number, a date, yes or no, an e-mail or web address, or legible text.",
    why: "Nothing is guessed: \"10/12\" may be a date, a fraction, or ten of twelve. The cell has \
          no value yet, and the row is in doubt.",
    example: "Cell C8 of the column \"Số CB, GV, NV tham gia\" says 10/12. The program says: \
              “\"10/12\" is not a whole number such as 12”.",
    remedy: "The sender writes it as the help says.",
};

pub(super) const ERROR_CELL: Page = Page {
    title: "An error in the cell",
    what: "The cell shows an Excel error such as #N/A, #REF! or #DIV/0!, or a run of # signs.",
    why: "An error is no value, and is not taken for 0. The row is in doubt for any target that \
          uses the cell.",
    example: "Cell E9 looks something up that is not there. The program says: “The cell shows the \
              error #N/A instead of a value”.",
    remedy: "The sender mends the formula, or writes the value itself.",
};

pub(super) const NO_CACHED_VALUE: Page = Page {
    title: "A formula without its result",
    what: "The cell is a formula, and the file was saved without what it gives.",
    why: "Formulas are not computed here; the cell is not taken for blank, but has no value yet.",
    example: "Some program made the file, and Excel never opened it. The program says: “The cell \
              is a formula, and the file was saved without its result”.",
    remedy: "The sender opens the file in Excel, saves and sends it, or writes the value itself.",
};

pub(super) const FORMULA_VALUE: Page = Page {
    title: "A formula",
    what: "A data cell is a formula; its last result was read.",
    why: "The last result is nearly always right; it is noted so that whoever compares knows that \
          the number was not typed.",
    example: "The column \"Tổng số CB, GV, NV\" is added up by formulas. The program says: “The \
              cell is a formula; its last result was read”.",
    remedy: "Nothing needs to be done.",
};

pub(super) const NOTHING_ABOVE: Page = Page {
    title: "As above, and nothing above",
    what: "The cell has a mark for \"as above\" (\"nt\", \"-nt-\", ditto marks), but no value \
           stands above it in the column.",
    why: "There is nothing to take. The cell has no value yet, and the row is in doubt.",
    example: "Cell B7 in the first data row says \"nt\". The program says: “\"nt\" means \"as \
              above\", but nothing stands above”.",
    remedy: "The sender writes the value itself.",
};

pub(super) const MERGED_ACROSS: Page = Page {
    title: "Merged over columns",
    what: "A data cell is merged over the columns of several fields.",
    why: "Excel keeps one value for all of it, and nobody knows for which field. The cells of it \
          are in doubt.",
    example: "C8:D8 makes one cell of the columns of those taking part and of all. The program \
              says: “The cell is merged over several columns: whose value it is is not known”.",
    remedy: "The sender unmerges the cell and writes a value in each column.",
};

pub(super) const AMBIGUOUS_PERCENT: Page = Page {
    title: "A percentage that reads two ways",
    what: "The number may be a share (0.95) or a number of percent (95), or its dot may mark \
           decimals or thousands.",
    why: "A mistake makes the figure a hundred times too small or too large. It is read as \
          written, and is in doubt.",
    example: "In a row whose unit is \"%\" the target says 0,95. The program says: “\"0,95\" may \
              be 0.95% or 95%”.",
    remedy: "The sender writes the number of percent, 95 for 95%, with a comma for decimals.",
};

pub(super) const DOUBTFUL_ENCODING: Page = Page {
    title: "Perhaps an old encoding",
    what: "The text may be typed in an old encoding (TCVN3 or VNI), but not surely enough to \
           change it.",
    why: "What is surely in an old encoding is decoded and logged; what may be is asked about, and \
          no name is changed by guess.",
    example: "Cell B8 says \"To¸n\". The program says: “\"To¸n\" may be written in an old encoding \
              and then means \"Toán\"”.",
    remedy: "The sender types the cell again in Unicode.",
};

pub(super) const AMBIGUOUS_DATE: Page = Page {
    title: "A date that reads two ways",
    what: "The date reads in two orders, and something speaks for month first: other cells of the \
           column, the school year, or the look of the whole column.",
    why: "Day for month may put a row outside the school year or into another wave. It is read day \
          first, and is in doubt.",
    example: "H8 says 04/03/2024 while H9 says 03/25/2024. The program says: “\"04/03/2024\" may \
              be 04/03/2024 or 03/04/2024”.",
    remedy: "The sender writes day/month/year, or confirms the date as it stands.",
};

pub(super) const NOT_IN_LIST: Page = Page {
    title: "Not in the list",
    what: "The value is none of the list's, capitals, spaces and the place of tone marks aside.",
    why: "A strange value belongs to no group that is counted. The likest is suggested, and never \
          put in its place.",
    example: "The column \"Kết quả\" says \"Hoàn tất\". The program says: “\"Hoàn tất\" is not in \
              the list; the likest is \"Hoàn thành\"”.",
    remedy: "The sender chooses a value of the list. If the list lacks one, the office adds it to \
             the campaign.",
};

pub(super) const BELOW_MINIMUM: Page = Page {
    title: "Below the minimum",
    what: "The number is smaller, or the date earlier, than the field allows.",
    why: "It is usually a minus sign too many, or the wrong column. The value is in doubt.",
    example: "The column \"Số hoạt động\" says -1. The program says: “\"-1\" is below the minimum \
              0”.",
    remedy: "The sender checks it and writes the right value.",
};

pub(super) const ABOVE_MAXIMUM: Page = Page {
    title: "Above the maximum",
    what: "The number is greater, or the date later, than the field allows.",
    why: "It is usually a digit too many, or the wrong column. The value is in doubt.",
    example: "A column of percentages says 120. The program says: “\"120\" is above the maximum \
              100”.",
    remedy: "The sender checks it and writes the right value.",
};

pub(super) const TOO_SHORT: Page = Page {
    title: "Too short",
    what: "The text has fewer characters than the field asks for.",
    why: "A summary of merits must say enough to be published. The value is in doubt.",
    example: "A summary says \"Tốt\" and no more. The program says: “\"Tốt\" has fewer than 20 \
              characters”.",
    remedy: "The sender writes at least as many characters as named.",
};

pub(super) const TOO_LONG: Page = Page {
    title: "Too long",
    what: "The text has more characters than the field allows.",
    why: "It can neither be published nor printed in a table. The value is in doubt until it is \
          shortened.",
    example: "The column \"Tóm tắt thành tích\" holds a whole report of merits. The program says: \
              “The text has 2,150 characters, more than the 2,000 allowed”.",
    remedy: "The sender shortens it; the full text may come along in another file.",
};

pub(super) const PATTERN_MISMATCH: Page = Page {
    title: "Not in the required form",
    what: "The text does not have the form that the field requires, such as a telephone number \
           with all its digits.",
    why: "It usually lacks a character or has one too many, and is of no use for reaching anybody. \
          The value is in doubt.",
    example: "The cell \"Điện thoại lãnh đạo\" lacks a digit. The program says: “The value does \
              not have the required form”. Personal values are shown in workbooks only.",
    remedy: "The sender writes it as the help says.",
};

pub(super) const NOT_UNIQUE: Page = Page {
    title: "Same value as in a row above",
    what: "Each row needs a value of its own here, and this one stands further up already.",
    why: "Two rows with one decision number are usually one thing written twice, or a number \
          copied by mistake. The later one is in doubt.",
    example: "H9 in the column \"Số quyết định\" repeats the number of H6. The program says: \
              “\"15/QĐ-SGDĐT\" stands at H6 already”.",
    remedy: "The sender checks both rows and mends the wrong one.",
};

pub(super) const EXCLUSIVE_MINIMUM: Page = Page {
    title: "Not greater than it must be",
    what: "The value must be greater than what the form names; that value itself is not allowed either.",
    why: "Such a value is mostly a slip. Until it is mended the cell is in doubt, and so are the figures that use it.",
    example: "The form asks for more than 0 and the cell says -1: “\"-1\" must be greater than 0”.",
    remedy: "Check it and write a greater value.",
};

pub(super) const EXCLUSIVE_MAXIMUM: Page = Page {
    title: "Not less than it must be",
    what: "The value must be less than what the form names; that value itself is not allowed either.",
    why: "Such a value is mostly a slip. Until it is mended the cell is in doubt, and so are the figures that use it.",
    example: "The form asks for less than 10 and the cell says 12: “\"12\" must be less than 10”.",
    remedy: "Check it and write a smaller value.",
};
