namespace Ao.Plugins.GitHub.Api;

/// <summary>Who the credential is, as GitHub tells it.</summary>
internal sealed record SignedIn(string Login);
