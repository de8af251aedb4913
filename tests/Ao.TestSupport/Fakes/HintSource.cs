using System.Threading.Channels;

namespace Ao.TestSupport.Fakes;

/// <summary>A feed that a test writes to.</summary>
/// <typeparam name="T">The hints.</typeparam>
public sealed class HintSource<T>
{
    private readonly Channel<T> _hints = Channel.CreateUnbounded<T>();
    private int _opened;

    /// <summary>Gets or sets what opening the feed fails with, by how often it was opened before.</summary>
    public Func<int, Exception?> Fault { get; set; } = static _ => null;

    /// <summary>Gets how often the feed was opened.</summary>
    public int Opened => _opened;

    /// <summary>Tells who follows.</summary>
    public void Tell(T hint) => Xunit.Assert.True(_hints.Writer.TryWrite(hint));

    /// <summary>Follows the feed.</summary>
    public IAsyncEnumerable<T> FollowAsync(CancellationToken cancellationToken) =>
        Fault(Interlocked.Increment(ref _opened) - 1) is { } fault ? throw fault : _hints.Reader.ReadAllAsync(cancellationToken);
}
