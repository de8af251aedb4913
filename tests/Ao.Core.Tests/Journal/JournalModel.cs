using Ao.Journal;

namespace Ao.Core.Tests.Journal;

/// <summary>What a journal is, in the fewest words.</summary>
internal sealed class JournalModel
{
    public List<(long Position, string Stream, long Version, long Epoch)> Facts { get; private set; } = [];

    public long Epoch { get; private set; }

    public static (long Position, string Stream, long Version, long Epoch) Plain(Fact fact) => (fact.Position, fact.Stream, fact.Version, fact.Epoch);

    public void Open(long epoch)
    {
        Assert.True(epoch > Epoch);
        Assert.All(Facts, fact => Assert.True(epoch > fact.Epoch));
        Epoch = epoch;
    }

    public (long Version, long Epoch) HeadOf(string stream) => HeadOf(Facts, stream);

    public string Append(IEnumerable<StreamAppend> appends)
    {
        var facts = Facts.ToList();
        foreach (var append in appends)
        {
            var (version, held) = HeadOf(facts, append.Stream);
            var epoch = append.Epoch ?? Epoch;
            if (epoch < held)
            {
                return $"stale {append.Stream} {held}";
            }

            if (append.ExpectedVersion is { } expected && expected != version)
            {
                return $"version {append.Stream} {version}";
            }

            facts.AddRange(append.Facts.Select((_, index) => (facts.Count + index + 1L, append.Stream, version + index + 1, epoch)).ToList());
        }

        var written = string.Join(' ', facts.Skip(Facts.Count));
        Facts = facts;
        return written;
    }

    private static (long Version, long Epoch) HeadOf(List<(long Position, string Stream, long Version, long Epoch)> facts, string stream)
    {
        var last = facts.LastOrDefault(fact => fact.Stream == stream);
        return (last.Version, last.Epoch);
    }
}
