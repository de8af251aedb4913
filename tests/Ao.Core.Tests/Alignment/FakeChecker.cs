using Ao.Alignment;
using Ao.Convergence;

namespace Ao.Core.Tests.Alignment;

/// <summary>A detector that says what it was told to, and counts how often it was asked.</summary>
internal sealed class FakeChecker : IConvergenceDetector, IAlignmentChecker
{
    private int _checks;

    public int Checks => _checks;

    public string Rules { get; set; } = "fake/1";

    /// <summary>Gets or sets what it finds for a fork.</summary>
    public Func<AlignmentRequest, AlignmentFork, IReadOnlyList<AlignmentAlert>> Find { get; set; } = static (_, _) => [];

    public ValueTask<IReadOnlyList<Finding>> DetectAsync(ConvergenceRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult<IReadOnlyList<Finding>>([]);

    public ValueTask<IReadOnlyList<AlignmentAlert>> CheckAsync(AlignmentRequest request, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _checks);
        return ValueTask.FromResult<IReadOnlyList<AlignmentAlert>>([.. request.Forks.SelectMany(fork => Find(request, fork))]);
    }

    public static AlignmentAlert Alert(AlignmentFork fork, AlignmentTier tier = AlignmentTier.Tell, string name = "Pool.Acquire") => new()
    {
        ForkId = fork.ForkId,
        Tier = tier,
        Change = tier == AlignmentTier.Tell ? DefinitionChange.Removed : DefinitionChange.Signature,
        Name = name,
        Definition = new SourceLine("src/Pool.cs", 3, "public void Acquire()"),
        References = [new SourceLine("src/Mine.cs", 9, "pool.Acquire();")],
        Reason = $"'{name}' is removed, and one line of its own refers to it.",
    };
}
