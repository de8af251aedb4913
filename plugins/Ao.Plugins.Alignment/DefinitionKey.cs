namespace Ao.Plugins.Alignment;

/// <summary>What makes a definition the same one in two revisions. Overloads share one.</summary>
internal readonly record struct DefinitionKey(string Space, string Container, string Name, bool IsConstructor);
