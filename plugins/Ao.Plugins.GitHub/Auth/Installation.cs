namespace Ao.Plugins.GitHub.Auth;

/// <summary>An installation of an App, as GitHub tells it.</summary>
internal sealed record Installation(long Id);
