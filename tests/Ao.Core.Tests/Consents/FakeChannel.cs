using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ao.Notifiers;

namespace Ao.Core.Tests.Consents;

/// <summary>A chat whose troubles are chosen by the test.</summary>
internal sealed class FakeChannel : IConsentChannel, IConsentClosing
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public Channel<ConsentQuestion> Asked { get; } = Channel.CreateUnbounded<ConsentQuestion>();

    public Channel<ConsentAnswer> Answers { get; } = Channel.CreateUnbounded<ConsentAnswer>();

    public Channel<ConsentClosure> Closed { get; } = Channel.CreateUnbounded<ConsentClosure>();

    /// <summary>Gets or sets the questions that it refuses, by title.</summary>
    public Func<string, Exception?> Refuses { get; set; } = static _ => null;

    public int FailAsks { get; set; }

    public int FailReads { get; set; }

    public bool HangAsks { get; set; }

    /// <summary>Completes when the host has come back for a third answer, and so has dealt with two.</summary>
    public Task DrainedAsync() => _drained.Task.WaitAsync(TestContext.Current.CancellationToken);

    public async ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default)
    {
        if (HangAsks)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        if (FailAsks-- > 0)
        {
            throw new TransientException("The chat is down.");
        }

        if (Refuses(question.Title) is { } refusal)
        {
            throw refusal;
        }

        Asked.Writer.TryWrite(question);
    }

    public ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default)
    {
        Closed.Writer.TryWrite(closure);
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (FailReads-- > 0)
        {
            throw new InvalidOperationException("The chat is down.");
        }

        while (true)
        {
            if (_taken == 2)
            {
                _drained.TrySetResult();
            }

            var answer = await Answers.Reader.ReadAsync(cancellationToken);
            _taken++;
            yield return answer;
        }
    }
}
