using System.Text;
using Ao.Journal;
using Ao.TestSupport;

namespace Ao.Core.Tests.Journal;

public sealed class JournalExportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ImportAsync_WhatWasExported_IsTheSameJournal()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Combine("a"));
        await journal.AppendAsync([TestJournal.To("a", count: 3), TestJournal.To("b", epoch: 7)], TestContext.Current.CancellationToken);
        await journal.AppendAsync([new StreamAppend { Stream = "ü", Facts = [new NewFact("t", 4, Encoding.UTF8.GetBytes("{\n  \"x\": [1.50, \"ß\\n\"]\n}"))] }], TestContext.Current.CancellationToken);
        using var lines = new MemoryStream();

        var exported = await journal.ExportAsync(lines, cancellationToken: TestContext.Current.CancellationToken);
        lines.Position = 0;
        var observer = new RecordingObserver();
        await using var copy = await TestJournal.OpenAsync(_folder.Combine("b"), [observer]);
        var imported = await copy.ImportAsync(lines, TestContext.Current.CancellationToken);

        Assert.Equal((5L, 5L), (exported, imported));
        Assert.Equal(5, Encoding.UTF8.GetString(lines.ToArray()).TrimEnd('\n').Split('\n').Length);
        var (one, other) = (await TestJournal.AllAsync(journal), await TestJournal.AllAsync(copy));
        Assert.Equal(TestJournal.Plain(one.SkipLast(1)), TestJournal.Plain(other.SkipLast(1)));
        Assert.Equal(one.Select(fact => (fact.At, fact.Schema)), other.Select(fact => (fact.At, fact.Schema)));
        Assert.Equal("""{"x":[1.50,"ß\n"]}""", TestJournal.Text(other[^1]));
        Assert.Equal(TestJournal.Plain(other), TestJournal.Plain(observer.Facts));
        Assert.True(copy.Epoch > 7);
        var next = await copy.AppendAsync([TestJournal.To("b", 1)], TestContext.Current.CancellationToken);
        Assert.Equal(6, next[0].Position);
    }

    [Fact]
    public async Task ReadUpToAsync_APosition_GivesWhatWasThereThen()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        await journal.AppendAsync([TestJournal.To("a", count: 10)], TestContext.Current.CancellationToken);

        Assert.Equal(4, await journal.ReadUpToAsync(4, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ImportAsync_IntoAJournalWithFacts_IsRefused()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        await journal.AppendAsync([TestJournal.To("a")], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAnyAsync<JournalException>(() => journal.ImportAsync(new MemoryStream(), TestContext.Current.CancellationToken));

        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"position\":1", "Line 3")]
    [InlineData("{}", "Line 3")]
    [InlineData("""{"position":2,"stream":"s","version":3,"epoch":1,"type":"t","schema":1,"at":"2026-01-01T00:00:00Z","data":{}}""", "comes behind 2")]
    [InlineData("""{"position":3,"stream":"s","version":2,"epoch":1,"type":"t","schema":1,"at":"2026-01-01T00:00:00Z","data":{}}""", "version 2")]
    [InlineData("""{"position":3,"stream":"s","version":3,"epoch":0,"type":"t","schema":1,"at":"2026-01-01T00:00:00Z","data":{}}""", "epoch 0")]
    public async Task ImportAsync_ALineThatIsWrong_NamesItAndImportsNothing(string line, string reason)
    {
        const string Good = """{"position":%,"stream":"s","version":%,"epoch":1,"type":"t","schema":1,"at":"2026-01-01T00:00:00Z","data":{}}""";
        var text = $"{Good.Replace("%", "1", StringComparison.Ordinal)}\n{Good.Replace("%", "2", StringComparison.Ordinal)}\n{line}\n";
        await using var journal = await TestJournal.OpenAsync(_folder.Path);

        var error = await Assert.ThrowsAsync<JournalException>(() => journal.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken));

        Assert.Contains("Line 3", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Empty(await TestJournal.AllAsync(journal));
        await journal.AppendAsync([TestJournal.To("s", 0)], TestContext.Current.CancellationToken);
        Assert.Equal(1, journal.Head);
    }
}
