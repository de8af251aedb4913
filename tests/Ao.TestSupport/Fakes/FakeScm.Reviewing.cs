using System.Collections.Concurrent;
using System.Globalization;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <content>Threads of reviews, and which revision contains which.</content>
public partial class FakeScm : IReviewThreadHost, IRevisionGraph
{
    private readonly ConcurrentDictionary<OperationKey, ReviewThread> _threads = new();

    /// <summary>Gets the threads.</summary>
    public ICollection<ReviewThread> Threads => _threads.Values;

    /// <summary>Gets or sets which paths a session's workspace changes.</summary>
    public Func<SessionId, IReadOnlyList<string>> Paths { get; set; } = static _ => [];

    /// <summary>Gets or sets whether the first revision is contained in the second.</summary>
    public Func<string, string, bool> Contains { get; set; } = static (_, _) => false;

    /// <inheritdoc/>
    public ValueTask<bool> ContainsRevisionAsync(ProjectSource source, string contained, string container, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(contained == container || Contains(contained, container));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReviewThread>> ListThreadsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<ReviewThread>>([.. _threads.Values]);

    /// <inheritdoc/>
    public ValueTask<ReviewThread> AddThreadCommentAsync(ReviewThreadRequest request, CancellationToken cancellationToken = default)
    {
        Fail("thread");
        return Reply("thread", _threads.GetOrAdd(request.Key, new ReviewThread
        {
            Id = (_threads.Count + 1).ToString(CultureInfo.InvariantCulture),
            Path = request.Path,
            Line = request.Line,
            Revision = request.Revision,
            Comments = [new ReviewComment { Id = "1", Author = request.Author, IsBot = request.IsBot, Body = request.Body, At = DateTimeOffset.UnixEpoch }],
        }));
    }

    /// <inheritdoc/>
    public ValueTask<ReviewThread> ResolveThreadAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken = default)
    {
        Fail("resolve-thread");
        var (key, found) = _threads.Single(entry => entry.Value.Id == thread);
        return Reply("resolve-thread", _threads[key] = found with { IsResolved = resolved });
    }
}
