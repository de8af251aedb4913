using System.Threading.Channels;
using Ao.Notifiers;

namespace Ao.Channels;

/// <summary>Answers that came in and that the host has not read yet.</summary>
internal sealed class AnswerInbox
{
    private const int Most = 1_000;
    private readonly Channel<ConsentAnswer> _answers = Channel.CreateBounded<ConsentAnswer>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Takes an answer.</summary>
    /// <returns><see langword="false"/> where too many wait: the sender is to try again.</returns>
    public bool TryAdd(ConsentAnswer answer) => _answers.Writer.TryWrite(answer);

    public IAsyncEnumerable<ConsentAnswer> ReadAllAsync(CancellationToken cancellationToken) => _answers.Reader.ReadAllAsync(cancellationToken);
}
