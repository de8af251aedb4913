namespace Ao.Plugins.GitHub.Looks;

/// <summary>A repository, by name.</summary>
internal sealed record LookRepository(string NameWithOwner);
