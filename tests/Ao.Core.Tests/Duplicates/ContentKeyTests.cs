using System.Globalization;
using Ao.Duplicates;
using Ao.Reports;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Duplicates;

public sealed class ContentKeyTests
{
    private static readonly ReportDocument s_report = ReportCorpus.New("a", "Export fails with exit code 3", "Running `ao export` in /home/a/work prints\n\"no space left\" at 10:11:12. The folder d41d8cd98f00 stays.", "cli", "s1");

    public static TheoryData<string, ReportDocument> Same => new()
    {
        { "id and session", s_report with { Id = "b", Session = "s2" } },
        { "date", s_report with { Created = s_report.Created.AddDays(3) } },
        { "version", s_report with { Version = "2.0" } },
        { "numbers", s_report with { Title = "Export fails with exit code 17" } },
        { "times", s_report with { Body = s_report.Body.Replace("10:11:12", "2026-01-02T23:59:01Z", StringComparison.Ordinal) } },
        { "paths", s_report with { Body = s_report.Body.Replace("/home/a/work", @"D:\agents\b\tree", StringComparison.Ordinal) } },
        { "hexadecimal", s_report with { Body = s_report.Body.Replace("d41d8cd98f00", "0cc175b9c0f1", StringComparison.Ordinal) } },
        { "lines", s_report with { Body = s_report.Body.Replace(' ', '\n') } },
        { "case and punctuation", s_report with { Title = "EXPORT FAILS: with exit code (3)!" } },
        { "order of sentences", s_report with { Body = "The folder d41d8cd98f00 stays.\nRunning `ao export` in /home/a/work prints \"no space left\" at 10:11:12." } },
        { "case of the component", s_report with { Component = " CLI " } },
    };

    public static TheoryData<string, ReportDocument> Other => new()
    {
        { "a word of the title", s_report with { Title = "Import fails with exit code 3" } },
        { "a word of the body", s_report with { Body = s_report.Body.Replace("space", "memory", StringComparison.Ordinal) } },
        { "a word more", s_report with { Body = s_report.Body + " Always." } },
        { "a word twice", s_report with { Body = s_report.Body + " stays" } },
        { "component", s_report with { Component = "dashboard" } },
        { "type", s_report with { Type = ReportType.ImprovementSuggestion } },
        { "title and body swapped", s_report with { Title = s_report.Body, Body = s_report.Title } },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Of_WhatDiffersAtEachOccurrence_IsTheSame(string what, ReportDocument report) => Assert.True(ContentKey.Of(s_report) == ContentKey.Of(report), what);

    [Theory]
    [MemberData(nameof(Other))]
    public void Of_OtherContent_IsAnother(string what, ReportDocument report) => Assert.True(ContentKey.Of(s_report) != ContentKey.Of(report), what);

    [Theory]
    [InlineData("Error 404", "Error 500")]
    [InlineData("", "42")]
    [InlineData("🐛", "🐞")]
    [InlineData("12:00", "13:00")]
    public void Of_HardlyAWord_GoesByTheExactText(string title, string other)
    {
        Assert.NotEqual(ContentKey.Of(ReportCorpus.New("a", title, "")), ContentKey.Of(ReportCorpus.New("b", other, "")));
        Assert.Equal(ContentKey.Of(ReportCorpus.New("a", title, "")), ContentKey.Of(ReportCorpus.New("b", $" {title}\n", "")));
    }

    [Fact]
    public void Of_LoneSurrogates_AreTold() => Assert.NotEqual(ContentKey.Of(ReportCorpus.New("a", "\ud800", "")), ContentKey.Of(ReportCorpus.New("b", "\ud801", "")));

    [Fact]
    public void Of_AnyReport_Is32HexadecimalDigits() => Assert.Matches("^[0-9a-f]{32}$", ContentKey.Of(s_report));

    [Property(MaxTest = 300)]
    public void Of_VolatileChangesInAnyOrder_IsTheSame(int seed, uint number, Guid id, DateTime time)
    {
        Func<string, string>[] changes =
        [
            text => text.Replace(" 3", string.Create(CultureInfo.InvariantCulture, $" {number}"), StringComparison.Ordinal),
            text => text.Replace("d41d8cd98f00", id.ToString(), StringComparison.Ordinal),
            text => text.Replace("10:11:12", time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal),
            text => text.Replace("/home/a/work", $"/srv/{id:N}/tree-{number}", StringComparison.Ordinal),
            text => text.Replace(". ", ".\r\n\t", StringComparison.Ordinal),
        ];
        new Random(seed).Shuffle(changes);
        string Change(string text) => changes.Aggregate(text, static (changed, change) => change(changed));

        var again = s_report with { Id = "again", Session = id.ToString(), Title = Change(s_report.Title), Body = Change(s_report.Body) };

        Assert.Equal(ContentKey.Of(s_report), ContentKey.Of(again));
    }

    [Property(MaxTest = 300)]
    public void Of_AnyText_DoesNotDependOnTheOrderOfWords(string?[] words, int seed)
    {
        string[] shuffled = [.. words.Select(static word => word ?? ""), "four", "words", "at", "least"];
        var text = string.Join(" \n", shuffled);
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(ContentKey.Of(ReportCorpus.New("a", "title", text)), ContentKey.Of(ReportCorpus.New("b", "title", string.Join(" \n", shuffled))));
    }
}
