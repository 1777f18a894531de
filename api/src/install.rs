//! Making an installation: its kind, its provider and its first admin, in one transaction.

use chrono::TimeDelta;
use entity::access::record_person::{self, NewPerson, Standing};
use entity::access::{By, MasterKey, password};
use entity::clock::machine_now;
use entity::database::Database;
use entity::installation::provider::Profile;
use entity::installation::record;
use entity::refusal::{Done, Refusal, Words};
use entity::value::locale::Locale;

use crate::error::ApiError;
use crate::reception::hash;

/// What an installation is made from.
#[derive(Clone, Debug)]
pub struct NewInstallation {
    /// Whether its clock may be moved; fixed for good.
    pub is_sandbox: bool,
    /// How far a sandbox's clock starts away from the machine's.
    pub clock_offset: TimeDelta,
    /// The provider: name, tax code, address, bank account, signatory.
    pub provider: Profile,
    /// Name, e-mail address and language of the first admin.
    pub admin: (String, String, Locale),
}

/// Makes the installation. Refuses when there is one, and everything wrong with the profile or the admin at once.
pub async fn install(
    database: &Database,
    key: &MasterKey,
    (new, admin_password): (NewInstallation, String),
) -> Result<(), ApiError> {
    let (name, email, locale) = new.admin;
    password::check("adminPassword", &admin_password, &email).map_err(|wrong| Refusal::Invalid(vec![wrong]))?;
    let password_hash = hash(admin_password).await?;
    let machine_now = machine_now();
    let by = By::system(machine_now.checked_add_signed(new.clock_offset).unwrap_or(machine_now));
    let made = record::New { sandbox: new.is_sandbox, clock_offset: new.clock_offset, secret_check: key.check_value() };
    let admin = NewPerson { standing: Standing::Admin, name, email, locale };
    database
        .write(async |write| {
            if let Done::AlreadyDone(_) = record::create(write, machine_now, made).await? {
                let words =
                    Words::new("Cơ sở dữ liệu này đã được cài đặt.", "This database has its installation already.");
                return Err(Refusal::conflict("INSTALLED_ALREADY", words));
            }
            record::update_provider(write, &by, &new.provider, None).await?;
            let person = record_person::add(write, &by, &admin).await?;
            record_person::set_password(write, &by, person.id, &password_hash).await
        })
        .await
        .map_err(ApiError::from)
}
