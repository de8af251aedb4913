using System.Text.Json.Serialization;

namespace Ao.Budgets;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BudgetFacts.Reached))]
[JsonSerializable(typeof(BudgetFacts.Raised))]
[JsonSerializable(typeof(BudgetFacts.NotRaised))]
[JsonSerializable(typeof(BudgetBookState))]
internal sealed partial class BudgetFactsJson : JsonSerializerContext;
