//! Every query with every argument, and every path that leads on from it: as documents, made from the schema.

use serde_json::{Map, Value, json};

use crate::answers::kind_of;
use crate::schema::{Argument, Field, Schema};
use crate::world::World;

/// How many objects deep a path is followed from where it leads on, at most.
const DEPTH: usize = 3;
/// How long the selection of such a path may be: the api refuses documents that are too complex.
const LONGEST: usize = 2_000;

/// Something to be asked.
pub struct Document {
    pub text: String,
    pub variables: Value,
}

/// Every list and every single thing that can be asked for without naming it; in every order there is.
pub fn lists(schema: &Schema) -> Vec<Document> {
    let samples = json!({"Date": ["2026-01-05"], "DateTime": ["2026-01-05T02:00:00Z"]});
    // The clock ticks while it is asked.
    let queries = schema.queries().iter().filter(|query| query.name != "clock");
    let unnamed = queries.filter(|query| {
        query.args.iter().filter(|it| it.is_required()).all(|it| ["Date", "DateTime"].contains(&it.innermost()))
    });
    let mut documents = vec![];
    for query in unnamed {
        let required = required(schema, query, &samples).into_iter().next().unwrap_or_default();
        documents.extend(followed(schema, query, &required));
        for order in query.args.iter().filter(|it| it.name == "orderBy") {
            for value in schema.values(order, &samples) {
                documents.extend(followed(schema, query, &Map::from_iter([("orderBy".to_owned(), value)])));
            }
        }
    }
    documents
}

/// Every query that takes an argument, with each value of each; a filter by each of its fields alone.
pub fn named(world: &World) -> Vec<Document> {
    let (schema, samples) = (&world.schema, world.samples());
    let mut documents = vec![];
    for query in schema.queries() {
        for required in required(schema, query, &samples) {
            documents.extend(followed(schema, query, &required));
        }
        let base = required(schema, query, &samples).into_iter().next().unwrap_or_default();
        for argument in query.args.iter().filter(|it| !it.is_required() && !is_of_pages(it)) {
            for value in tried(schema, argument, &samples) {
                let mut variables = base.clone();
                variables.insert(argument.name.clone(), value);
                documents.push(shallow(schema, query, &variables));
            }
        }
    }
    documents
}

/// Everything that a contract itself says.
pub fn of_contract(schema: &Schema, id: &str) -> Document {
    let node = schema.queries().iter().find(|query| query.name == "node").expect("there are nodes");
    let contract = selection(schema, "Contract", (&mut vec!["Query"], 0));
    let variables = Map::from_iter([("id".to_owned(), json!(id))]);
    document(node, &variables, &format!("{{ ... on Contract {contract} }}"))
}

/// The kind of what a query names by its id.
fn named_kind(variables: &Map<String, Value>) -> Option<String> {
    kind_of(variables.get("id")?.as_str()?)
}

fn is_of_pages(argument: &Argument) -> bool {
    ["first", "last", "after", "before"].contains(&argument.name.as_str())
}

/// The values of an argument; of an input object each field alone, with each of its values.
fn tried(schema: &Schema, argument: &Argument, samples: &Value) -> Vec<Value> {
    let inputs = schema.of(argument.innermost()).inputs();
    if inputs.is_empty() {
        return fitting(argument, schema.values(argument, samples));
    }
    let alone = |input: &Argument| {
        let values = fitting(input, schema.values(input, samples)).into_iter();
        values.map(|value| json!({ input.name.clone(): value })).collect::<Vec<_>>()
    };
    inputs.iter().flat_map(alone).collect()
}

/// Of ids, where an argument's name tells the kind, those of that kind and one of another.
fn fitting(argument: &Argument, values: Vec<Value>) -> Vec<Value> {
    let kind = argument.name.strip_suffix("Id").unwrap_or_default();
    if argument.innermost() != "ID" || kind.is_empty() {
        return values;
    }
    let is_fitting = |value: &Value| {
        value.as_str().and_then(kind_of).is_some_and(|found| found.to_lowercase().ends_with(&kind.to_lowercase()))
    };
    let (mut fitting, others): (Vec<Value>, Vec<Value>) = values.into_iter().partition(is_fitting);
    fitting.extend(others.into_iter().next());
    fitting
}

/// Every way to fill the arguments a query cannot do without: one per sample, the same place in each.
fn required(schema: &Schema, query: &Field, samples: &Value) -> Vec<Map<String, Value>> {
    let required: Vec<&Argument> = query.args.iter().filter(|it| it.is_required()).collect();
    let values: Vec<Vec<Value>> = required.iter().map(|it| schema.values(it, samples)).collect();
    let most = values.iter().map(Vec::len).max().unwrap_or_default();
    let fill = |place: usize| {
        let pick = |(it, values): (&&Argument, &Vec<Value>)| (it.name.clone(), values[place % values.len()].clone());
        required.iter().zip(&values).map(pick).collect()
    };
    (0..most).map(fill).collect()
}

/// One document per way that leads on from a query, each with everything below it.
fn followed(schema: &Schema, query: &Field, variables: &Map<String, Value>) -> Vec<Document> {
    let is_composite = schema.is_composite(query);
    let ways = if is_composite { ways(schema, query.innermost(), &mut vec!["Query"]) } else { vec![] };
    let mut documents = vec![shallow(schema, query, variables)];
    let fits = |way: &String| {
        !way.starts_with("{ ... on")
            || named_kind(variables).is_some_and(|kind| way.starts_with(&format!("{{ ... on {kind} ")))
    };
    documents.extend(ways.into_iter().filter(fits).map(|way| document(query, variables, &way)));
    documents
}

fn shallow(schema: &Schema, query: &Field, variables: &Map<String, Value>) -> Document {
    if !schema.is_composite(query) {
        return document(query, variables, "");
    }
    document(query, variables, &selection(schema, query.innermost(), (&mut vec!["Query"], 1)))
}

/// The selections of a type that each follow one of its composite fields to the end.
fn ways<'a>(schema: &'a Schema, name: &'a str, path: &mut Vec<&'a str>) -> Vec<String> {
    let of = schema.of(name);
    if of.kind == "INTERFACE" {
        let possible = of.possible().map(|possible| {
            ways(schema, possible, path).into_iter().map(|way| format!("... on {possible} {way}")).collect::<Vec<_>>()
        });
        return possible.flatten().map(|way| format!("{{ {way} }}")).collect();
    }
    path.push(name);
    let mut all = vec![];
    for field in of.fields() {
        if !schema.is_composite(field) || !leads_on(name, field) || path.contains(&field.innermost()) {
            continue;
        }
        let asked = asked(field);
        if is_of_a_page(name) {
            all.extend(ways(schema, field.innermost(), path).into_iter().map(|way| format!("{{ {asked} {way} }}")));
        } else {
            let deep = (0..=DEPTH).rev().map(|depth| selection(schema, field.innermost(), (path, depth)));
            let fitting = deep.into_iter().find(|selection| selection.len() <= LONGEST).expect("one object fits");
            all.push(format!("{{ {asked} {fitting} }}"));
        }
    }
    path.pop();
    all
}

fn is_of_a_page(name: &str) -> bool {
    name.ends_with("Connection")
}

/// An edge leads to the same as the nodes beside it.
fn leads_on(name: &str, field: &Field) -> bool {
    !(name.ends_with("Edge") || name.ends_with("Connection") && field.name == "edges")
}

/// Everything of a type, and of what lies below it down to a depth; a type once on each path.
fn selection<'a>(schema: &'a Schema, name: &'a str, (path, depth): (&mut Vec<&'a str>, usize)) -> String {
    let of = schema.of(name);
    path.push(name);
    let mut parts = vec!["__typename".to_owned()];
    for field in of.fields() {
        let goes_on = schema.is_composite(field);
        if !goes_on {
            parts.push(field.name.clone());
        } else if depth > 0 && !name.ends_with("Edge") && !path.contains(&field.innermost()) {
            let deeper = if is_of_a_page(name) { depth } else { depth - 1 };
            parts.push(format!("{} {}", asked(field), selection(schema, field.innermost(), (path, deeper))));
        }
    }
    path.pop();
    format!("{{ {} }}", parts.join(" "))
}

/// A field with the arguments it cannot do without.
fn asked(field: &Field) -> String {
    let value = |argument: &Argument| match argument.innermost() {
        "Date" => format!("{}: \"2026-01-05\"", argument.name),
        other => panic!("{}: no value for an argument of {other}", field.name),
    };
    let arguments: Vec<String> = field.args.iter().filter(|it| it.is_required()).map(value).collect();
    if arguments.is_empty() { field.name.clone() } else { format!("{}({})", field.name, arguments.join(", ")) }
}

fn document(query: &Field, variables: &Map<String, Value>, selection: &str) -> Document {
    let given: Vec<&Argument> = query.args.iter().filter(|it| variables.contains_key(&it.name)).collect();
    let join = |parts: Vec<String>| if parts.is_empty() { String::new() } else { format!("({})", parts.join(", ")) };
    let declared = join(given.iter().map(|it| format!("${}: {}", it.name, it.declared())).collect());
    let passed = join(given.iter().map(|it| format!("{0}: ${0}", it.name)).collect());
    let text = format!("query{declared} {{ {}{passed} {selection} }}", query.name);
    Document { text, variables: Value::Object(variables.clone()) }
}
