//! The `thidua` program: everything is in the library.

fn main() -> std::process::ExitCode {
    thidua::cli::main(std::env::args_os())
}
