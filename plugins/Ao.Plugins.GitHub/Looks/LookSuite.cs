using Ao.Plugins.GitHub.Rest;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>The suite of a check run, and whose it is.</summary>
internal sealed record LookSuite(long? DatabaseId = null, RestApp? App = null);
