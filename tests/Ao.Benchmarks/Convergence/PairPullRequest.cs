using Ao.Convergence;

namespace Ao.Benchmarks.Convergence;

/// <summary>A pull request of the data set.</summary>
internal sealed record PairPullRequest
{
    public required int Number { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required IReadOnlySet<string> Commits { get; init; }

    public required string Head { get; init; }

    public required string Title { get; init; }

    public required string Message { get; init; }

    public required IReadOnlyList<string> Paths { get; init; }

    public required ChangeSketch Sketch { get; init; }

    public ForkChange Change(bool withText) => new()
    {
        Revision = Head,
        Message = withText ? Message : "",
        At = Time,
        Author = string.Join(' ', Sources),
        Paths = withText ? Paths : [],
        Sketch = withText ? Sketch : Sketch with { Text = [] },
    };
}
