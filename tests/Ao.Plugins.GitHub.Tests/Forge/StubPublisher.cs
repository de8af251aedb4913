using Ao.Plugins.GitHub.Forge;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Publishes nothing, and remembers what it was asked for.</summary>
internal sealed class StubPublisher : IBranchPublisher
{
    public List<(string Revision, string Branch)> Asked { get; } = [];

    public string? Refusal { get; set; }

    /// <summary>What is done at the moment of publishing.</summary>
    public Action OnPublish { get; set; } = static () => { };

    public ValueTask<string?> PublishAsync(ProjectSource source, string revision, string branch, CancellationToken cancellationToken)
    {
        OnPublish();
        Asked.Add((revision, branch));
        return ValueTask.FromResult(Refusal);
    }
}
