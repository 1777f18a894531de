//! `migration up | down N | status`: the only binary beside the demo that changes tables.

use clap::{Parser, Subcommand};
use sea_orm_migration::sea_orm::Database;

/// Brings the database of Khu to the newest shape.
#[derive(Parser)]
struct Arguments {
    /// `sqlite:var/khu.sqlite?mode=rwc` or `postgres://user:password@host/database`.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Applies everything that is pending; nothing of it when one fails.
    Up,
    /// Takes back the newest migrations together with the rows in their tables.
    Down {
        /// How many.
        steps: u32,
    },
    /// Names what is pending.
    Status,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    process::read_env_file().map_err(|refused| refused.to_string())?;
    let arguments = Arguments::parse();
    let database = Database::connect(&arguments.database_url).await?;
    let report = match arguments.command {
        Command::Up => format!("{} migrations applied.", migration::up(&database).await?),
        Command::Down { steps } => {
            migration::down(&database, steps).await?;
            format!("{steps} migrations taken back.")
        }
        Command::Status => match migration::pending(&database).await? {
            pending if pending.is_empty() => "Nothing is pending.".to_owned(),
            pending => format!("Pending: {}.", pending.join(", ")),
        },
    };
    say(&report);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a command's answer goes to its caller's terminal")]
fn say(report: &str) {
    println!("{report}");
}
