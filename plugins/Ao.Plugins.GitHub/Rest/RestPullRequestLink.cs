namespace Ao.Plugins.GitHub.Rest;

/// <summary>What says that an issue is a pull request.</summary>
internal sealed record RestPullRequestLink;
