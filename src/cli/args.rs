//! What may be asked on the command line; its comments are the help.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::lang::Lang;
use crate::pipeline::{Access, Source};
use crate::read::worker;

/// Tổng hợp, kiểm tra báo cáo thi đua của các đơn vị và lập biểu tổng hợp.
///
/// Consolidates hand-filled Excel returns of an emulation campaign into compliance workbooks whose
/// every figure can be traced to its source cell. Without a command it runs.
#[derive(Debug, Parser)]
#[command(name = "thidua", version, arg_required_else_help = false)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Đọc báo cáo, kiểm tra, tổng hợp (reads the returns and writes the reports)
    Run(RunArgs),
    /// Kiểm tra báo cáo trước khi gửi (checks returns before they are sent)
    Check(CheckArgs),
    /// Lập tệp mẫu báo cáo điền sẵn cho từng đơn vị (writes each sender's blank return)
    Template(TemplateArgs),
    /// Tạo bộ báo cáo mẫu để dùng thử (writes a made-up province to try the program on)
    Sample(SampleArgs),
    /// Giải thích một mã trong "Nội dung cần sửa" (says what the code of a finding means)
    Explain(ExplainArgs),
    /// Reads workbooks for another process of the program.
    #[command(name = worker::COMMAND, hide = true)]
    ReadWorker,
}

#[derive(Debug, Args)]
#[cfg_attr(
    unix,
    expect(
        clippy::struct_excessive_bools,
        reason = "what stands alone is said or not"
    )
)]
pub(super) struct RunArgs {
    /// Thư mục kế hoạch (the campaign's folder) [default: the default of schemas/index.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) campaign: Option<PathBuf>,
    /// Thư mục báo cáo đã nhận (the folder of returns)
    #[arg(long, value_name = "DIR", default_value = "sample-data/returns")]
    pub(super) returns: PathBuf,
    /// Sổ nhận báo cáo (the receipt log) [default: received.csv or .xlsx beside the returns]
    #[arg(long, value_name = "FILE")]
    pub(super) received: Option<PathBuf>,
    /// Quyết định của Văn phòng (the decisions) [default: decisions.csv or .xlsx
    /// beside the returns; with --from, beside the reports]
    #[arg(long, value_name = "FILE")]
    pub(super) decisions: Option<PathBuf>,
    /// Thư mục kết quả (the folder for reports)
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub(super) out: PathBuf,
    /// Chỉ xét kỳ báo cáo này (look at this collection only; may be repeated)
    #[arg(long, value_name = "ID")]
    pub(super) collection: Vec<String>,
    /// Ngày chốt số liệu, ví dụ 2024-06-15 (the day to assess at) [default: the campaign's, else today]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    /// Lần chạy trước để so sánh; có thể ghi nhiều lần (an earlier run to compare with: its reports,
    /// a folder of luu/, or data; may be repeated) [default: the earlier runs kept in the reports]
    #[arg(long, value_name = "DIR")]
    pub(super) previous: Vec<PathBuf>,
    /// Tổng hợp từ kết quả của các lần chạy khác, không cần tệp Excel; có thể ghi nhiều thư mục
    /// (adds up earlier runs without their Excel files: their reports or data; may be repeated)
    #[arg(
        long,
        value_name = "DIR",
        num_args = 1..,
        conflicts_with_all = ["returns", "received", "cache"]
    )]
    pub(super) from: Vec<PathBuf>,
    /// Ngôn ngữ (language) [default: the campaign's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// Cách in kết quả ra màn hình (what is printed at the end)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Số luồng xử lý (number of threads) [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Chỉ ghi các tệp số liệu (write the data files only)
    #[arg(long, value_enum)]
    pub(super) only: Option<Only>,
    /// Ghi thêm bộ số liệu phân vùng hive/ để truy vấn bằng DuckDB, Spark, polars (write the rows once
    /// more as a Hive-partitioned data set)
    #[arg(long)]
    pub(super) hive: bool,
    /// Thư mục giữ kết quả đọc các tệp không đổi (where what was found in files is kept for later
    /// runs; may be deleted at any time) [default: thidua in the user's cache folder]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub(super) cache: Option<PathBuf>,
    /// Đọc lại mọi tệp, không giữ kết quả (read all files anew, and keep nothing)
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Ghi cả người liên hệ vào bao-cao.html (name whom to call on the page bao-cao.html)
    #[arg(long)]
    pub(super) with_names: bool,
    /// Chỉ người chạy được đọc kết quả (nobody else may read the reports)
    #[cfg(unix)]
    #[arg(long)]
    pub(super) private: bool,
    /// In thời gian, bộ nhớ của từng công đoạn (print how long each stage took, and the peak memory)
    #[arg(long)]
    pub(super) timings: bool,
    /// Luôn kết thúc với mã 0 khi chạy được (exit 0 whatever was found)
    #[arg(long)]
    pub(super) exit_zero: bool,
}

impl RunArgs {
    /// Where the returns come from.
    pub(super) fn source(&self) -> Source {
        if self.from.is_empty() {
            Source::Folder {
                returns: self.returns.clone(),
                received: self.received.clone(),
            }
        } else {
            Source::Runs(self.from.clone())
        }
    }

    /// Who may read what is written.
    pub(super) fn access(&self) -> Access {
        #[cfg(unix)]
        if self.private {
            return Access::OwnerOnly;
        }
        Access::Usual
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Tệp báo cáo, tệp nén hoặc thư mục (returns, archives or folders of them)
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Thư mục kế hoạch (the campaign's folder) [default: the default of schemas/index.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) campaign: Option<PathBuf>,
    /// Kỳ báo cáo của các tệp (the collection they are for) [default: what each file says]
    #[arg(long, value_name = "ID")]
    pub(super) collection: Option<String>,
    /// Ngày kiểm tra, ví dụ 2024-06-15 (the day to look from) [default: the campaign's, else today]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    /// Ngôn ngữ (language) [default: the campaign's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// Cách in kết quả (text to read, or a JSON line a finding)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    /// Thư mục kế hoạch (the campaign's folder) [default: the default of schemas/index.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) campaign: Option<PathBuf>,
    /// Kỳ báo cáo; có thể ghi nhiều lần (the collection; may be repeated) [default: all not closed]
    #[arg(long, value_name = "ID")]
    pub(super) collection: Vec<String>,
    /// Chỉ đơn vị này; có thể ghi nhiều lần (this unit only; may be repeated)
    #[arg(long, value_name = "CODE")]
    pub(super) unit: Vec<String>,
    /// Chỉ các đơn vị loại này; có thể ghi nhiều lần (units of this type only; may be repeated)
    #[arg(long = "type", value_name = "ID")]
    pub(super) types: Vec<String>,
    /// Kết quả lần chạy trước, để điền sẵn (an earlier run's reports, whose values carry over)
    #[arg(long, value_name = "DIR")]
    pub(super) previous: Option<PathBuf>,
    /// Thư mục ghi tệp mẫu (the folder for the blank returns)
    #[arg(long, value_name = "DIR", default_value = "mau-bao-cao")]
    pub(super) out: PathBuf,
    /// Ngôn ngữ của hướng dẫn (language of guide and prompts) [default: the campaign's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Args)]
pub(super) struct SampleArgs {
    /// Thư mục mới hoặc trống (a new or empty folder)
    pub(super) dir: PathBuf,
    /// Kế hoạch khác: báo cáo của mọi đơn vị trong danh sách của kế hoạch đó (another campaign: the
    /// returns of all units of its register, filled in by what its forms say) [default: a made-up
    /// province with its campaign]
    #[arg(long, value_name = "DIR", conflicts_with = "units")]
    pub(super) campaign: Option<PathBuf>,
    /// Số đơn vị của tỉnh giả định (number of units of the made-up province)
    #[arg(long, value_name = "N", default_value_t = 70, value_parser = clap::value_parser!(u32).range(1..=60_000))]
    pub(super) units: u32,
    /// Chỉ một kỳ báo cáo (one collection only)
    #[arg(long, value_name = "ID")]
    pub(super) collection: Option<String>,
    /// Mức độ lộn xộn từ 0 đến 1 (how messy, from 0 to 1)
    #[arg(long, value_name = "0..1", default_value_t = 0.35, value_parser = mess)]
    pub(super) mess: f64,
    /// Số khởi tạo; cùng số cho cùng tệp (same seed, same files)
    #[arg(long, value_name = "S", default_value_t = 2024)]
    pub(super) seed: u64,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Mã, ví dụ missing-value (the code) [default: all, with their titles]
    pub(super) code: Option<String>,
    /// Ngôn ngữ (language)
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub(super) lang: Language,
}

fn mess(text: &str) -> Result<f64, String> {
    let mess: f64 = text.parse().map_err(|_| format!("{text} is no number"))?;
    if (0.0..=1.0).contains(&mess) {
        Ok(mess)
    } else {
        Err(format!("{text} is not between 0 and 1"))
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Language {
    Vi,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Only {
    Data,
}
