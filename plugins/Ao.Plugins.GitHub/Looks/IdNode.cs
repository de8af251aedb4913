namespace Ao.Plugins.GitHub.Looks;

/// <summary>The id of a pull request, which stays when its repository moves.</summary>
internal sealed record IdNode(string Id, int Number);
