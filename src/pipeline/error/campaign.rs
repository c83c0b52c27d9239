//! Why a campaign cannot be used, in both languages, with every fault on a line.

use crate::campaign::LoadError;
use crate::lang::Lang;

/// What is wrong and what to do.
pub(super) fn message(error: &LoadError, lang: Lang) -> String {
    match error {
        LoadError::Missing(path) => {
            let path = path.display();
            lang.pick(
                format!("không tìm thấy kế hoạch thi đua ở {path}. Chạy trong thư mục có schemas/, hoặc chỉ rõ bằng --campaign."),
                format!("no campaign at {path}. Run in the folder that holds schemas/, or name one with --campaign."),
            )
        }
        LoadError::Faults { folder, faults } => {
            let (folder, count) = (folder.display(), faults.len());
            let head = lang.pick(
                format!("kế hoạch {folder} có {count} lỗi, chưa đọc báo cáo nào:"),
                format!("the campaign {folder} has {count} fault(s); no return was read:"),
            );
            let lines = faults
                .iter()
                .map(|fault| format!("\n  {}", fault.render(lang)));
            lines.fold(head, |text, line| text + &line)
        }
    }
}
