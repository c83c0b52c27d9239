//! Pages about files, receipts and decisions, in English.

use crate::finding::explain::Page;

pub(super) const EMPTY_FILE: Page = Page {
    title: "An empty file",
    what: "The file received has no bytes at all, so there is nothing to read.",
    why: "It was usually cut off while it was copied or uploaded. The unit counts as having sent \
          something that is not usable, not as having sent nothing.",
    example: "The file \"PGD-01_cuoi-nam.xlsx\" has 0 bytes. The program says: “The file is \
              empty”.",
    remedy: "The sender opens the original on its own machine, saves it and sends it again.",
};

pub(super) const NOT_A_WORKBOOK: Page = Page {
    title: "Not a workbook",
    what: "The file is a document, a picture or an archive and no workbook, whatever its name ends \
           with.",
    why: "Figures are read from cells only, and a scan has none. The unit is still guessed from \
          the file's name, so that the office knows whom to ask.",
    example: "A school sends the stamped scan \"THPT-05 cuoi-nam.pdf\". The program says: “This is \
              a PDF document, not an Excel workbook (.xlsx)”.",
    remedy: "The sender sends the report as an Excel file (.xlsx) on the form; a stamped scan may \
             come with it. Of a RAR or 7z archive it sends the file inside.",
};

pub(super) const DAMAGED_FILE: Page = Page {
    title: "A damaged file",
    what: "The file looks like a workbook, but a part of it is missing or wrong, so that it cannot \
           be opened.",
    why: "Nobody can tell which part is still right, so nothing of it is read. The unit counts as \
          having sent something that is not usable.",
    example: "An upload broke off and the end of the file is missing. The program says: “The file \
              is damaged or incomplete and cannot be opened (invalid Zip archive: Could not find \
              EOCD)”. The words in brackets are the reader's own, for whoever looks into it.",
    remedy: "The sender opens the original in Excel, saves it and sends it again.",
};

pub(super) const PASSWORD_PROTECTED: Page = Page {
    title: "A password",
    what: "The file, or the file inside an archive, wants a password to open.",
    why: "The program neither asks for passwords nor tries any. The unit counts as having sent \
          something that is not usable.",
    example: "A school puts a password on \"KK-02_cuoi-nam.xlsx\". The program says: “The file has \
              a password and cannot be opened”.",
    remedy: "The sender removes the password (in Excel: File, Info, Protect Workbook) and sends it \
             again.",
};

pub(super) const TOO_LARGE: Page = Page {
    title: "Too large",
    what: "The file passes a limit: its size, its size after decompression, its cells, sheets, \
           rows or columns, the length of one text, the files in an archive, or the places to mend.",
    why: "No return filled in by hand is as large; the limit keeps one odd file from stopping the \
          whole run. This file alone is not read.",
    example: "Photographs pasted into a table make a file of 25 MB. The program says: “The file's \
              size is 25 MB, more than the 20 MB allowed”.",
    remedy: "The sender removes what the help names and sends it again. If returns really are as \
             large, the office raises the limit under [limits] in campaign.toml.",
};

pub(super) const READER_STOPPED: Page = Page {
    title: "Reading was given up",
    what: "Reading the file had to stop, because it wanted too much memory or time, or because its \
           structure is wrong.",
    why: "Old formats (xls, xlsb, ods) are read apart, so that one bad file does not take the run \
          with it. Nothing of this file is used.",
    example: "An old .xls declares a table that cannot be. The program says: “Reading the file was \
              given up: it wants too much memory”.",
    remedy: "The sender opens the file in Excel, saves it as .xlsx and sends it again.",
};

pub(super) const PROGRAM_FAULT: Page = Page {
    title: "A fault of the program",
    what: "The program failed while it checked this file.",
    why: "It is no fault of the unit. One file that makes the program fail does not keep the others \
          from being consolidated; nothing of this file is used until the fault is mended.",
    example: "The program says: “The program failed while it checked the file”, and prints on the \
              terminal where.",
    remedy: "The office sends the file, the program's version (thidua --version) and the line on the \
             terminal to the developers. Meanwhile open the file in Excel, save it as .xlsx and run \
             again.",
};

pub(super) const MACROS: Page = Page {
    title: "Macros",
    what: "The workbook carries macros, small programs that run in Excel.",
    why: "They are not run; the values saved in the cells are read in full. It is noted for \
          whoever opens the original.",
    example: "A school sends the .xlsm it works with. The program says: “The workbook carries \
              macros; they are not run”.",
    remedy: "Nothing needs to be done. Whoever opens the original leaves macros off unless the \
             source is known.",
};

pub(super) const EXTERNAL_LINKS: Page = Page {
    title: "Values from other files",
    what: "Some cell is a formula that takes its value from another file, which did not come \
           along.",
    why: "What is read is what Excel saved last; if the other file has changed since, the figure \
          may be old.",
    example: "A total is taken from the school's own ledger. The program says: “The workbook takes \
              values from other files; those last saved were read”.",
    remedy: "Nothing needs to be done. If the figures have just changed, the sender opens the \
             file, updates its links, saves and sends it again.",
};

pub(super) const UNKNOWN_UNIT: Page = Page {
    title: "Unit not known",
    what: "Neither the code on the cover nor the name of file, folder or unit is one of the \
           register.",
    why: "Likeness only suggests and never decides, because \"số 1\" and \"số 2\" are two schools. \
          The figures count for nobody yet.",
    example: "The cover names \"Trường THPT Vân Khê số 4\", which the register does not have. The \
              program says: “\"Trường THPT Vân Khê số 4\" is not in the register; it may be \
              THPT-03”.",
    remedy: "The sender writes its code on the cover and sends it again. The office may assign the \
             file to a unit (action assign in decisions.csv), or add an alias to the register.",
};

pub(super) const UNKNOWN_COLLECTION: Page = Page {
    title: "Collection not known",
    what: "The unit is known, but not what the file reports on: neither cover, hidden mark, file \
           name nor forms tell.",
    why: "One form may serve several collections, and a wrong guess would spoil two of them. The \
          file counts as sent, but not usable.",
    example: "The cell \"Kỳ báo cáo\" says \"Quý III\". The program says: “\"Quý III\" is no \
              collection of the campaign”.",
    remedy: "The sender writes the collection as on the blank form and sends it again. The office \
             may assign a collection to the file (action assign in decisions.csv).",
};

pub(super) const CONFLICTING_IDENTITY: Page = Page {
    title: "Unit or collection in conflict",
    what: "What tells whose the file is, or for what, does not agree. For the unit, the order of \
           trust is: code on the cover, file name, folder, unit's name, hidden mark of the form.",
    why: "Somebody may have filled in another unit's file or used the wrong folder, and a mistake \
          would spoil two units' results. Until then the file counts by what is trusted more.",
    example: "The cover says PGD-02, the file is called \"PGD-03 dang-ky.xlsx\". The program says: \
              “The file counts for PGD-02, but the name of the file or its folder says PGD-03”.",
    remedy: "The sender says whose the file is and for what, and writes the same everywhere. The \
             office may assign the file (action assign in decisions.csv).",
};

pub(super) const NOT_A_SENDER: Page = Page {
    title: "Not asked for this collection",
    what: "The unit is in the register, but this collection does not ask it for a return. So it is \
           with a unit that was merged into another before the due date.",
    why: "Rates are counted over the units that must report, and others would falsify them. The \
          figures of the file do not count.",
    example: "A Bureau that is no block head sends a block review. The program says: “PGD-03 is \
              not asked for this collection”.",
    remedy: "The sender checks its code and the collection. If the unit must report after all, the \
             office puts it into the campaign. For a unit that was merged, the one in its place \
             reports; if the file is that one's return, the office assigns it in the workbook of \
             decisions.",
};

pub(super) const NO_DATA: Page = Page {
    title: "Nothing filled in",
    what: "The file is on the form, but beyond what the blank form carries nothing is filled in.",
    why: "A blank form is no report, and takes no former file's place. The unit counts as having \
          sent something that is not usable.",
    example: "A school fills in the cover, leaves the forms blank and sends it. The program says: \
              “Nothing is filled in beyond what the blank form carries”.",
    remedy: "The sender fills in the forms and sends them again. If one form has nothing to \
             report, the others are filled in all the same.",
};

pub(super) const IDENTICAL_COPY: Page = Page {
    title: "A copy of a file received",
    what: "The file is the same, byte for byte, as another of the same unit and collection.",
    why: "The same file often comes twice; its rows count once. This copy is listed as superseded.",
    example: "A Bureau sends \"PGD-01_cuoi-nam (1).xlsx\", the same as before. The program says: \
              “The same bytes as PGD-01_cuoi-nam.xlsx, received before; not counted again”.",
    remedy: "Nothing needs to be done. If a mended file was meant, the sender checks what it \
             attached.",
};

pub(super) const SHARED_BYTES: Page = Page {
    title: "One file for two units or collections",
    what: "The file is the same, byte for byte, as one that counts for another unit or collection.",
    why: "Two units hardly write the same report; one of them may have sent the wrong file. Both \
          count until it is settled.",
    example: "A school sends its file of the former collection under this one's name. The program \
              says: “The same bytes as PGD-01_cuoi-nam.xlsx, of another unit or collection”.",
    remedy: "The sender checks whether the wrong file was sent, and sends the right one.",
};

pub(super) const LATE: Page = Page {
    title: "Late",
    what: "The first usable file of the unit came after the last good day.",
    why: "Only timeliness suffers: the figures count in full. A file sent again later makes nobody \
          late.",
    example: "The plan asks for receipt before 25/10/2023, the log says 26/10/2023. The program \
              says: “Received on 26/10/2023, after the last good day 24/10/2023”.",
    remedy: "Nothing needs to be done. If the day is wrong, the office mends it in received.csv.",
};

pub(super) const AFTER_AS_OF: Page = Page {
    title: "After the as-of day",
    what: "The file came after the day that this run is assessed at.",
    why: "Results must be true of the day they carry. The file is listed and left out, and its \
          cells are not judged.",
    example: "The run is as of 15/06/2024, the file came on 18/06/2024. The program says: \
              “Received on 18/06/2024, after the as-of day; left out”.",
    remedy: "Nothing needs to be done: a run with a later day counts it.",
};

pub(super) const OTHER_COLLECTION: Page = Page {
    title: "Another collection",
    what: "The file is for a collection that this run does not look at.",
    why: "Where a run is about one collection, files of others are listed and left out, and their \
          cells are not judged.",
    example: "The office consolidates the year's end only, and a registration lies in the folder. \
              The program says: “For a collection this run does not look at; left out”.",
    remedy: "Nothing needs to be done.",
};

pub(super) const NO_RECEIPT: Page = Page {
    title: "Day of receipt not known",
    what: "The receipt log has no line for the file, and the cover has no date, or one after the \
           as-of day.",
    why: "File times are never used, because copying changes them. The figures count; whether it \
          was on time is not known.",
    example: "\"THPT-05.xlsx\" is not in received.csv, and the cell \"Ngày báo cáo\" is blank. The \
              program says: “The day of receipt is not known: the log has none, and the cover none \
              that can be used”.",
    remedy: "The office adds a line for the file to received.csv (columns file and received_at).",
};

pub(super) const UNMATCHED_RECEIPT: Page = Page {
    title: "A line of the receipt log that fits nothing",
    what: "A line of the log does not lead to one file: there is none of that name, there are \
           several, or another line has its day already.",
    why: "The day decides who is late, so it is never given by guess. The line has no effect.",
    example: "The log says \"PGD-1.xlsx\", the file is called \"PGD-01.xlsx\". The program says: \
              “Line \"PGD-1.xlsx, 28/05/2024\" of the receipt log cannot be used: there is no such \
              file, there are several, or another line has its day already”.",
    remedy: "The office mends the file's name, or unit and collection, in that line of the log.",
};

pub(super) const LAPSED_DECISION: Page = Page {
    title: "A decision that has lapsed",
    what: "A ruling of the office fits no file, row or value any more.",
    why: "A ruling holds for what was looked at; when the unit changes it or sends another file, \
          it must be looked at again. It has no effect.",
    example: "The office accepted an empty cell, and then the unit filled it in. The program says: \
              “Decision \"accept missing-value PGD-01 cuoi-nam dien-hinh\" fits nothing any more”.",
    remedy: "The office looks at it, removes the old line from decisions.csv and decides again \
             where needed.",
};
