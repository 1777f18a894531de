//! What a package comes with, as clients see it and as admins enter it.

use async_graphql::{Context, Enum, InputObject, Object};
use entity::catalogue::offer::{InstalmentPlan, ItemOwner, Offer, PlanPart, Workflow, WorkflowItem};
use entity::catalogue::trigger::DueEvent;
use entity::refusal::Words;

use crate::desk::AtDesk;
use crate::error::ApiError;

/// Who has an item of a package's workflow to do.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "PackageItemOwner", remote = "ItemOwner")]
pub enum ItemOwnerName {
    /// The provider.
    Provider,
    /// The customer (C3).
    Customer,
    /// An authority.
    Authority,
}

/// What makes an instalment fall due.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "DueEvent", remote = "DueEvent")]
pub enum DueEventName {
    /// Both have signed.
    Signature,
    /// The customer has handed in everything that is required.
    DocumentsComplete,
    /// The file is with the authority.
    Filed,
    /// The authority has given its result.
    ResultObtained,
    /// The work is reported done.
    Completion,
    /// The customer has accepted.
    Acceptance,
    /// The last covered day is over.
    WarrantyEnd,
}

/// One item of a package's usual workflow.
#[derive(Clone, Debug)]
pub struct PackageWorkItem(pub WorkflowItem);

/// One item of a package's usual workflow (S2).
#[Object]
impl PackageWorkItem {
    /// Who does it.
    async fn owner(&self) -> ItemOwnerName {
        self.0.owner.into()
    }

    /// What is to be done, in the viewer's language.
    async fn name(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.0.name.in_locale(ctx.desk()?.locale))
    }

    /// How long it usually takes, in working days.
    async fn working_days(&self) -> i32 {
        self.0.working_days
    }

    /// The items it waits for, by their place in the list from 1.
    async fn after(&self) -> &[i32] {
        &self.0.after
    }
}

/// One part of a package's usual instalments.
#[derive(Clone, Debug)]
pub struct PackageInstalment(pub PlanPart);

/// One part of a package's usual instalments (S2, S3).
#[Object]
impl PackageInstalment {
    /// What it is called, in the viewer's language.
    async fn label(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.0.label.in_locale(ctx.desk()?.locale))
    }

    /// Its share of the price in basis points: 3,000 is 30 %.
    async fn share_basis_points(&self) -> i32 {
        self.0.share_basis_points
    }

    /// What makes it fall due.
    async fn due(&self) -> DueEventName {
        self.0.due.into()
    }

    /// How many days after that.
    async fn days(&self) -> i32 {
        self.0.days
    }

    /// Whether only working days count.
    async fn in_working_days(&self) -> bool {
        self.0.in_working_days
    }
}

/// What a package comes with, all of it at once.
#[derive(InputObject)]
pub struct PackageOfferInput {
    /// What is usually done, in order; up to 40 items.
    #[graphql(default)]
    pub workflow: Vec<PackageWorkItemInput>,
    /// When the price is usually paid: up to 12 parts that are the whole of it.
    #[graphql(default)]
    pub instalment_plan: Vec<PackageInstalmentInput>,
    /// Within how many working hours an inquiry about it is answered, 1 to 400 (P3).
    pub response_hours: Option<i32>,
}

/// One item of the usual workflow.
#[derive(InputObject)]
pub struct PackageWorkItemInput {
    /// Who does it.
    pub owner: ItemOwnerName,
    /// What is to be done, in Vietnamese, 1 to 200 characters.
    pub name_vi: String,
    /// What is to be done, in English, 1 to 200 characters.
    pub name_en: String,
    /// How long it usually takes, 1 to 365 working days.
    pub working_days: i32,
    /// The items it waits for, by their place from 1; only earlier ones.
    #[graphql(default)]
    pub after: Vec<i32>,
}

/// One part of the usual instalments.
#[derive(InputObject)]
pub struct PackageInstalmentInput {
    /// What it is called, in Vietnamese, 1 to 200 characters.
    pub name_vi: String,
    /// What it is called, in English, 1 to 200 characters.
    pub name_en: String,
    /// Its share of the price in basis points; together 10,000.
    pub share_basis_points: i32,
    /// What makes it fall due.
    pub due: DueEventName,
    /// How many days after that, 0 to 3,650.
    #[graphql(default)]
    pub days: i32,
    /// Whether only working days count.
    #[graphql(default)]
    pub in_working_days: bool,
}

impl From<PackageOfferInput> for Offer {
    fn from(input: PackageOfferInput) -> Self {
        Self {
            workflow: Workflow(input.workflow.into_iter().map(WorkflowItem::from).collect()),
            instalment_plan: InstalmentPlan(input.instalment_plan.into_iter().map(PlanPart::from).collect()),
            response_hours: input.response_hours,
        }
    }
}

impl From<PackageWorkItemInput> for WorkflowItem {
    fn from(input: PackageWorkItemInput) -> Self {
        Self {
            owner: input.owner.into(),
            name: Words::new(input.name_vi, input.name_en),
            working_days: input.working_days,
            after: input.after,
        }
    }
}

impl From<PackageInstalmentInput> for PlanPart {
    fn from(input: PackageInstalmentInput) -> Self {
        Self {
            label: Words::new(input.name_vi, input.name_en),
            share_basis_points: input.share_basis_points,
            due: input.due.into(),
            days: input.days,
            in_working_days: input.in_working_days,
        }
    }
}
