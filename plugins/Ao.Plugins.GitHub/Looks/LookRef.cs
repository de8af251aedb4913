using Ao.Plugins.GitHub.Graph;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>A branch and its newest commit.</summary>
internal sealed record LookRef(GraphCommit? Target = null);
