//! What to do where the system does not let a report be written, in both languages.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::lang::Lang;

/// What Windows says where another program has a file open.
const SHARING_VIOLATION: i32 = 32;
/// What Windows says where another program has locked a part of a file.
const LOCK_VIOLATION: i32 = 33;

/// What stands in the way.
enum Obstacle {
    /// No room is left on the disk, or none is left to this user.
    Full,
    /// Nothing at all can be written there.
    ReadOnly,
    /// Another program has the file open.
    Open,
    /// This user may not.
    Forbidden,
    /// Anything else.
    Other,
}

impl Obstacle {
    fn of(source: &io::Error) -> Self {
        let code = source.raw_os_error();
        if cfg!(windows) && matches!(code, Some(SHARING_VIOLATION | LOCK_VIOLATION)) {
            return Self::Open;
        }
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full
            }
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Self::Open,
            ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Other,
        }
    }
}

/// Which file or folder cannot be written, why, and what to do.
pub(super) fn message(path: &Path, source: &io::Error, lang: Lang) -> String {
    let path = path.display();
    match Obstacle::of(source) {
        Obstacle::Full => lang.pick(
            format!("không ghi được {path} vì đĩa đã hết chỗ. Xóa bớt tệp không dùng hoặc chọn thư mục ở ổ đĩa khác bằng --out rồi chạy lại; kết quả cũ còn nguyên."),
            format!("cannot write {path}: the disk is full. Delete what is not needed, or name a folder on another disk with --out, and run again; former reports are as they were."),
        ),
        Obstacle::ReadOnly => lang.pick(
            format!("không ghi được {path} vì ổ đĩa hoặc thư mục này chỉ cho đọc. Chọn thư mục khác bằng --out rồi chạy lại; kết quả cũ còn nguyên."),
            format!("cannot write {path}: this disk or folder can only be read. Name another folder with --out and run again; former reports are as they were."),
        ),
        Obstacle::Open => lang.pick(
            format!("không ghi được {path} vì tệp này, hoặc một tệp trong thư mục này, đang mở ở chương trình khác, thường là Excel. Đóng tệp rồi chạy lại; kết quả cũ còn nguyên."),
            format!("cannot write {path}: another program, mostly Excel, has it or a file in it open. Close that and run again; former reports are as they were."),
        ),
        Obstacle::Forbidden => lang.pick(
            format!("không được phép ghi {path}. Đóng tệp nếu đang mở trong Excel rồi chạy lại; nếu vẫn không được, nhờ người quản trị cấp quyền ghi hoặc chọn thư mục khác bằng --out. Kết quả cũ còn nguyên."),
            format!("not allowed to write {path}. Close it where Excel has it open and run again; if that does not help, have an administrator permit writing, or name another folder with --out. Former reports are as they were."),
        ),
        Obstacle::Other => lang.pick(
            format!("không ghi được {path}. Đóng tệp nếu đang mở trong Excel, kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại; kết quả cũ còn nguyên."),
            format!("cannot write {path}. Close it where Excel has it open, check disk space and permissions, and run again; former reports are as they were."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_obstacle_says_what_to_do_about_it() {
        let path = Path::new("reports/tong-hop.xlsx");
        for (kind, vi, en) in [
            (ErrorKind::StorageFull, "Xóa bớt tệp", "Delete what"),
            (ErrorKind::QuotaExceeded, "Xóa bớt tệp", "Delete what"),
            (ErrorKind::ReadOnlyFilesystem, "--out", "--out"),
            (ErrorKind::ResourceBusy, "Đóng tệp rồi", "Close that"),
            (ErrorKind::PermissionDenied, "quyền ghi", "permit"),
            (ErrorKind::NotADirectory, "dung lượng đĩa", "disk space"),
        ] {
            for (lang, word) in [(Lang::Vi, vi), (Lang::En, en)] {
                let message = message(path, &kind.into(), lang);
                assert!(message.contains(word), "{message}");
                assert!(message.contains("reports/tong-hop.xlsx"), "{message}");
                let kept = lang.pick("kết quả cũ còn nguyên", "former reports are as they were");
                let lower = message.to_lowercase();
                assert!(lower.contains(kept), "{message}");
            }
        }
    }
}
