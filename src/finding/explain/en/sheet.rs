//! Pages about sheets and their headers, in English.

use crate::finding::explain::Page;

pub(super) const MISSING_SHEET: Page = Page {
    title: "A sheet is missing",
    what: "The collection asks for a form, and no sheet of the file is it, neither by name nor by \
           labels.",
    why: "A missing form is not zero: results that use it read \"≥ 8\", or stay undecided, until \
          it comes.",
    example: "A year-end file has no sheet \"Khen thưởng\". The program says: “The sheet \"Khen \
              thưởng\" is missing”.",
    remedy: "The sender adds the sheet as on the blank form, under its name. Where there is \
             nothing to report, the sheet is sent blank.",
};

pub(super) const LOST_SHEET: Page = Page {
    title: "A sheet lost on the way",
    what: "The former file of the unit has data on a form that is missing or unreadable in the \
           newer one.",
    why: "The newer file takes the former's place, so the form's figures may be lost by oversight. \
          Results that use it have no upper bound until this is settled.",
    example: "A second version holds the cover and one form only. The program says: “The former \
              file (PGD-01_cuoi-nam.xlsx) has data on \"Khen thưởng\"; here it is missing or \
              unreadable”.",
    remedy: "The sender sends a file with all sheets, or says that there is nothing to report any \
             more.",
};

pub(super) const HIDDEN_SHEET: Page = Page {
    title: "A hidden sheet",
    what: "The sheet of a form is hidden; it was read all the same.",
    why: "Whoever opens the file does not see it, and looks for the source cell in vain.",
    example: "The sheet \"Khen thưởng\" has been hidden since last year. The program says: “The \
              sheet is hidden; it was read”.",
    remedy: "Nothing needs to be done. If the sheet is no part of the report, the sender removes \
             it and sends the file again.",
};

pub(super) const HIDDEN_ROWS: Page = Page {
    title: "Hidden rows",
    what: "Rows with data are hidden or filtered out; they are read and counted.",
    why: "Whoever opens the file sees some of the rows only, and may think the count is too high.",
    example: "A Bureau filtered its list by school and saved it. The program says: “Rows with data \
              are hidden; they were read”.",
    remedy: "Nothing needs to be done. If the hidden rows were meant to be gone, the sender \
             deletes them and sends the file again.",
};

pub(super) const EXTRA_TABLE: Page = Page {
    title: "A table that is not asked for",
    what: "On the sheet of a form stands another table, with the labels of a form that this \
           collection does not ask for.",
    why: "It may be the wrong form, or this collection's figures under wrong labels. The table is \
          not read; the rest of the sheet is.",
    example: "Below the movements of term I stands a table of results. The program says: “The \
              table has the labels of a form that is not asked for and was not read”.",
    remedy: "If it belongs to this collection, the sender mends its labels as on the blank form; \
             else it removes the table.",
};

pub(super) const EXTRA_SHEET: Page = Page {
    title: "A sheet of no form",
    what: "The sheet is none of the forms asked for, neither by name nor by labels.",
    why: "Units leave drafts, lists and guides in the file. It is not read, and the forms are as \
          they are.",
    example: "The file has one more sheet, \"Nháp\". The program says: “The sheet belongs to no \
              form and was not read”.",
    remedy: "If it is a form, the sender names the sheet and its labels as on the blank form and \
             sends it again; else nothing needs to be done.",
};

pub(super) const REPEATED_SHEET: Page = Page {
    title: "A form that stands twice",
    what: "A form that was read already stands on another sheet, or in a second table of the same \
           sheet.",
    why: "Nobody can tell whether it adds to the first or replaces it, so it is not counted, and \
          results that use the form have no upper bound. If it is the same, hidden or empty, it is \
          only a note.",
    example: "The file has \"Khen thưởng\" and \"Khen thưởng (2)\" with other rows. The program \
              says: “Repeats the form read from the sheet \"Khen thưởng\" and does not count”.",
    remedy: "The sender puts all rows on one sheet, removes the other and sends the file again.",
};

pub(super) const RENAMED_SHEET: Page = Page {
    title: "A sheet under another name",
    what: "The sheet does not carry the form's name, but its labels tell which form it is; it was \
           read.",
    why: "Labels are sure enough, yet the right name is found faster by people.",
    example: "The sheet of \"Khen thưởng\" is called \"Sheet3\". The program says: “The sheet has \
              another name; by its labels it is \"Khen thưởng\"”.",
    remedy: "The sheet's name had better stay as on the blank form; no file need be sent again for \
             this.",
};

pub(super) const NO_HEADER: Page = Page {
    title: "No header",
    what: "The sheet has the form's name, but no row with its column labels, or no lines with its \
           labels.",
    why: "Without labels nobody knows which column is which, so no row is read. Results that use \
          the form have no upper bound.",
    example: "A unit deleted the header and pasted its figures. The program says: “The form's \
              header (its column or line labels) was not found”.",
    remedy: "The sender copies its figures to a new blank form, keeps the header row, and sends it \
             again.",
};

pub(super) const UNREADABLE_SHEET: Page = Page {
    title: "A sheet that cannot be read",
    what: "The file opens, but this sheet is broken.",
    why: "The other sheets are read. Results that use the form on it have no upper bound.",
    example: "Some program wrote the sheet \"Khen thưởng\" wrongly. The program says: “The sheet \
              cannot be read (ill-formed document)”.",
    remedy: "The sender copies its figures to a new blank form and sends it again.",
};

pub(super) const MISSING_LABEL: Page = Page {
    title: "A column or line is missing",
    what: "The form lacks a column or line that this collection asks for.",
    why: "Every row lacks its value, and is in doubt for any target that uses it. Where no value \
          is required, it is only a note.",
    example: "A unit deleted the column \"Số quyết định\" of the awards. The program says: “The \
              column or line \"Số quyết định\" is missing”.",
    remedy: "The sender adds the column or line as on the blank form, fills it in and sends the \
             file again.",
};

pub(super) const EXTRA_LABEL: Page = Page {
    title: "A column or line of its own",
    what: "There is a column or line that the form does not have, or a column without a label in \
           which rows have something; it was not read.",
    why: "Units add columns of their own. But if it is a column of the form under another name, \
          its figures are missed.",
    example: "A unit added the column \"Ghi nhớ\" at D1. The program says: “The column or line \
              \"Ghi nhớ\" is not on the form and was not read”.",
    remedy: "If the form asks for it, the sender writes the label of the blank form and sends it \
             again; else nothing needs to be done.",
};

pub(super) const DUPLICATE_LABEL: Page = Page {
    title: "The same label twice",
    what: "Two columns or lines stand for one field of the form; only one of them was read.",
    why: "Nobody can tell which of them the unit means. What was read is in doubt until this is \
          settled.",
    example: "The movements have two columns \"Số hoạt động\", at D4 and F4. The program says: \
              “Two columns or lines have this label; only the one at D4 was read”.",
    remedy: "The sender keeps one column or line of this label and sends the file again.",
};

pub(super) const MOVED_LABEL: Page = Page {
    title: "A column moved",
    what: "The column stands elsewhere than on the blank form; it was read by its label.",
    why: "Columns are known by label and not by place, so nothing goes wrong.",
    example: "A unit moved the column \"Kết quả\" to the front. The program says: “The column \
              \"Kết quả\" stands elsewhere than on the blank form; it was read”.",
    remedy: "Nothing needs to be done.",
};

pub(super) const SIMILAR_LABEL: Page = Page {
    title: "A label that is nearly right",
    what: "The label is not the form's own; it was read as the only field it is much like.",
    why: "The values are read as usual; it is noted so that anybody can check.",
    example: "The label was typed without marks: \"So hoat dong\". The program says: “The label \
              \"So hoat dong\" was read as \"Số hoạt động\"”.",
    remedy: "The sender had better use the label of the blank form. If it was understood wrongly, \
             it mends the label and sends the file again.",
};

pub(super) const SECOND_VALUE: Page = Page {
    title: "A second value",
    what: "Beside a line that has one value stands another; only the cell named was read.",
    why: "A unit may have written both an old and a new number. What was read is in doubt until \
          this is settled.",
    example: "At the line \"Tổng số CB, GV, NV\" C5 says 45 and D5 says 48. The program says: \
              “Beside C5 stands \"48\" too; only C5 was read”.",
    remedy: "The sender leaves one value there, or says which is right.",
};
