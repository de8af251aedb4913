namespace Ao.Plugins.GitHub.Looks;

/// <summary>The variables of asking for ids.</summary>
internal sealed record IdsVariables(string Owner, string Name);
