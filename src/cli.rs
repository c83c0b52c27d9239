//! The command line: what may be asked, and what is said at the end.

mod progress;
mod text;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{Local, NaiveDate};
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::lang::Lang;
use crate::pipeline::{self, Outcome, RunError, Scope, Settings};
use crate::read::{self, worker};
use crate::sample::{self, Plan};
use crate::template::{self, Request};
use progress::Display;

/// Ran, and found nothing open.
const CLEAN: u8 = 0;
/// Ran, and found open errors or unreadable files.
const FOUND: u8 = 1;
/// Could not run.
const FAILED: u8 = 2;

/// Tổng hợp, kiểm tra báo cáo thi đua của các đơn vị và lập biểu tổng hợp.
///
/// Consolidates hand-filled Excel returns of an emulation campaign into compliance workbooks whose
/// every figure can be traced to its source cell. Without a command it runs.
#[derive(Debug, Parser)]
#[command(name = "thidua", version, arg_required_else_help = false)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Đọc báo cáo, kiểm tra, tổng hợp (reads the returns and writes the reports)
    Run(RunArgs),
    /// Lập tệp mẫu báo cáo điền sẵn cho từng đơn vị (writes each sender's blank return)
    Template(TemplateArgs),
    /// Tạo bộ báo cáo mẫu để dùng thử (writes a made-up province to try the program on)
    Sample(SampleArgs),
    /// Reads workbooks for another process of the program.
    #[command(name = worker::COMMAND, hide = true)]
    ReadWorker,
}

#[derive(Debug, Args)]
struct RunArgs {
    /// Thư mục kế hoạch (the campaign's folder) [default: the default of schemas/index.toml]
    #[arg(long, value_name = "DIR")]
    campaign: Option<PathBuf>,
    /// Thư mục báo cáo đã nhận (the folder of returns)
    #[arg(long, value_name = "DIR", default_value = "sample-data/returns")]
    returns: PathBuf,
    /// Sổ nhận báo cáo (the receipt log) [default: received.csv or .xlsx beside the returns]
    #[arg(long, value_name = "FILE")]
    received: Option<PathBuf>,
    /// Quyết định của Văn phòng (the decisions) [default: decisions.csv or .xlsx beside the returns]
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Thư mục kết quả (the folder for reports)
    #[arg(long, value_name = "DIR", default_value = "reports")]
    out: PathBuf,
    /// Chỉ xét kỳ báo cáo này (look at this collection only; may be repeated)
    #[arg(long, value_name = "ID")]
    collection: Vec<String>,
    /// Ngày chốt số liệu, ví dụ 2024-06-15 (the day to assess at) [default: the campaign's, else today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Ngôn ngữ (language) [default: the campaign's]
    #[arg(long, value_enum)]
    lang: Option<Language>,
    /// Cách in kết quả ra màn hình (what is printed at the end)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Số luồng xử lý (number of threads) [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Chỉ ghi các tệp số liệu (write the data files only)
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// In thời gian từng công đoạn (print how long each stage took)
    #[arg(long)]
    timings: bool,
    /// Luôn kết thúc với mã 0 khi chạy được (exit 0 whatever was found)
    #[arg(long)]
    exit_zero: bool,
}

#[derive(Debug, Args)]
struct TemplateArgs {
    /// Thư mục kế hoạch (the campaign's folder) [default: the default of schemas/index.toml]
    #[arg(long, value_name = "DIR")]
    campaign: Option<PathBuf>,
    /// Kỳ báo cáo; có thể ghi nhiều lần (the collection; may be repeated) [default: all not closed]
    #[arg(long, value_name = "ID")]
    collection: Vec<String>,
    /// Chỉ đơn vị này; có thể ghi nhiều lần (this unit only; may be repeated)
    #[arg(long, value_name = "CODE")]
    unit: Vec<String>,
    /// Chỉ các đơn vị loại này; có thể ghi nhiều lần (units of this type only; may be repeated)
    #[arg(long = "type", value_name = "ID")]
    types: Vec<String>,
    /// Thư mục ghi tệp mẫu (the folder for the blank returns)
    #[arg(long, value_name = "DIR", default_value = "mau-bao-cao")]
    out: PathBuf,
    /// Ngôn ngữ của hướng dẫn (language of guide and prompts) [default: the campaign's]
    #[arg(long, value_enum)]
    lang: Option<Language>,
}

#[derive(Debug, Args)]
struct SampleArgs {
    /// Thư mục mới hoặc trống (a new or empty folder)
    dir: PathBuf,
    /// Số đơn vị (number of units)
    #[arg(long, value_name = "N", default_value_t = 70, value_parser = clap::value_parser!(u32).range(1..=60_000))]
    units: u32,
    /// Chỉ một kỳ báo cáo (one collection only)
    #[arg(long, value_name = "ID")]
    collection: Option<String>,
    /// Mức độ lộn xộn từ 0 đến 1 (how messy, from 0 to 1)
    #[arg(long, value_name = "0..1", default_value_t = 0.35, value_parser = mess)]
    mess: f64,
    /// Số khởi tạo; cùng số cho cùng tệp (same seed, same files)
    #[arg(long, value_name = "S", default_value_t = 2024)]
    seed: u64,
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
enum Language {
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
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    Data,
}

/// Runs the program with its arguments, the first of which is its name.
#[must_use]
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    read::quiet_panics();
    let args: Vec<OsString> = args.into_iter().collect();
    let parsed = Cli::command()
        .try_get_matches_from(&args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { CLEAN });
        }
    };
    match cli.command {
        Some(Command::Run(args)) => run(&args),
        Some(Command::Template(args)) => write_templates(args),
        Some(Command::Sample(args)) => write_sample(&args),
        Some(Command::ReadWorker) => serve(),
        None => match Cli::try_parse_from(["thidua", "run"]) {
            Ok(Cli {
                command: Some(Command::Run(args)),
            }) => run(&args),
            _ => ExitCode::from(FAILED),
        },
    }
}

fn run(args: &RunArgs) -> ExitCode {
    let lang = args.lang.map(Lang::from);
    let settings = Settings {
        campaign: args.campaign.clone(),
        returns: args.returns.clone(),
        received: args.received.clone(),
        decisions: args.decisions.clone(),
        out: args.out.clone(),
        collections: args.collection.clone(),
        as_of: args.as_of,
        today: Local::now().date_naive(),
        lang,
        jobs: args.jobs.map(usize::from),
        scope: if args.only.is_some() {
            Scope::Data
        } else {
            Scope::All
        },
        worker: env::current_exe().ok(),
    };
    let display = Display::new(lang.unwrap_or_default());
    let outcome = pipeline::run(&settings, &display);
    display.finish();
    if args.timings {
        complain(&display.timings());
    }
    match outcome {
        Ok(outcome) => {
            match args.format {
                Format::Text => say(&text::summary(&outcome, &args.out, settings.scope)),
                Format::Json => say(&String::from_utf8_lossy(&outcome.summary)),
            }
            ExitCode::from(if args.exit_zero {
                CLEAN
            } else {
                verdict(&outcome)
            })
        }
        Err(error) => fail(&error, lang.unwrap_or_default()),
    }
}

/// Reads workbooks until the process that asks for them has ended.
fn serve() -> ExitCode {
    match worker::serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::from(CLEAN),
        Err(_) => ExitCode::from(FAILED),
    }
}

fn verdict(outcome: &Outcome) -> u8 {
    if outcome.settled.needs_work() {
        FOUND
    } else {
        CLEAN
    }
}

fn write_templates(args: TemplateArgs) -> ExitCode {
    let lang = args.lang.map(Lang::from);
    let campaign = match pipeline::load_campaign(args.campaign.as_deref()) {
        Ok(campaign) => campaign,
        Err(error) => return fail(&error, lang.unwrap_or_default()),
    };
    let lang = lang.unwrap_or(campaign.language);
    let request = Request {
        collections: args.collection,
        units: args.unit,
        types: args.types,
        lang,
    };
    match template::write(&campaign, &request, &args.out) {
        Ok(written) => {
            say(&text::template(&args.out, &written, lang));
            ExitCode::from(CLEAN)
        }
        Err(error) => {
            let head = lang.pick("Không lập được tệp mẫu: ", "Cannot write blank returns: ");
            complain(&chain(&format!("{head}{}", error.message(lang)), &error));
            ExitCode::from(FAILED)
        }
    }
}

fn write_sample(args: &SampleArgs) -> ExitCode {
    let plan = Plan {
        units: usize::try_from(args.units).unwrap_or(usize::MAX),
        collection: args.collection.as_deref().map(Into::into),
        mess: args.mess,
        seed: args.seed,
    };
    match sample::write(&args.dir, &plan) {
        Ok(written) => {
            say(&text::sample(&args.dir, &written));
            ExitCode::from(CLEAN)
        }
        Err(error) => {
            complain(&chain(&error.to_string(), &error));
            ExitCode::from(FAILED)
        }
    }
}

fn fail(error: &RunError, lang: Lang) -> ExitCode {
    let head = lang.pick("Không chạy được: ", "Cannot run: ");
    complain(&chain(&format!("{head}{}", error.message(lang)), error));
    ExitCode::from(FAILED)
}

/// A message with its causes, one a line.
fn chain(message: &str, error: &dyn std::error::Error) -> String {
    let mut text = message.to_owned();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}\n  {cause}");
        source = cause.source();
    }
    text
}

/// Writes to stdout; a closed pipe is no fault.
fn say(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", text.trim_end());
}

/// Writes to stderr.
fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}
