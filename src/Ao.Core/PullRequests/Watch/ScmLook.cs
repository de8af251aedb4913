using Ao.Scm;

namespace Ao.PullRequests.Watch;

/// <summary>Remembers what the last look at a forge has seen, so that the next one asks only for what has changed.</summary>
internal sealed class ScmLook
{
    private string? _cursor;
    private HashSet<int> _numbers = [];
    private IReadOnlyList<PullRequestReading> _last = [];

    public async Task<IReadOnlyList<PullRequestReading>> ReadAsync(PullRequestReader reader, string scm, ProjectSource source, IReadOnlyCollection<int> numbers, CancellationToken cancellationToken)
    {
        if (!_numbers.SetEquals(numbers))
        {
            _cursor = null;
            _numbers = [.. numbers];
        }

        var (cursor, readings) = await reader.ReadAsync(scm, source, [.. _numbers.Order()], _cursor, cancellationToken).ConfigureAwait(false);
        _cursor = cursor;
        return _last = readings ?? _last;
    }
}
