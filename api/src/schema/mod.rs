//! The schema: a line per question and per command; what each does stands in the folder of its capability.

mod billing_mutation;
mod care_mutation;
mod contract_mutation;
mod mutation;
mod particulars_mutation;
mod query;
mod sales_mutation;
mod steering_mutation;
mod steering_query;
mod workflow_mutation;

use async_graphql::{EmptySubscription, MergedObject, SDLExportOptions, Schema};

use billing_mutation::BillingMutation;
use care_mutation::CareMutation;
use contract_mutation::ContractMutation;
use mutation::BusinessMutation;
use particulars_mutation::ParticularsMutation;
use query::BusinessQuery;
use sales_mutation::SalesMutation;
use steering_mutation::SteeringMutation;
use steering_query::SteeringQuery;
use workflow_mutation::WorkflowMutation;

/// Every question that can be asked. What is not the viewer's to see is not found.
#[derive(MergedObject, Debug, Default)]
pub struct Query(BusinessQuery, SteeringQuery);

/// Every command that can be given. A refused command has changed nothing.
#[derive(MergedObject, Debug, Default)]
pub struct Mutation(
    BusinessMutation,
    ParticularsMutation,
    SalesMutation,
    ContractMutation,
    BillingMutation,
    WorkflowMutation,
    CareMutation,
    SteeringMutation,
);

/// The schema of Khu.
pub type KhuSchema = Schema<Query, Mutation, EmptySubscription>;

/// Makes the schema. Who asks, and with which database, is in each request's [`Desk`](crate::desk::Desk).
pub fn schema() -> KhuSchema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_complexity(20_000)
        .limit_depth(15)
        .finish()
}

/// The schema as text, in a stable order; committed as `api/schema.graphql`.
pub fn text() -> String {
    let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items();
    schema().sdl_with_options(options)
}

#[cfg(test)]
mod tests {
    /// `cargo run -p api -- schema > api/schema.graphql` makes it true again.
    #[test]
    fn the_committed_schema_is_the_schema() {
        let committed = include_str!("../../schema.graphql");
        assert_eq!(super::text().trim(), committed.trim(), "run: cargo run -p api -- schema > api/schema.graphql");
    }
}
