using Ao.Alignment;
using Ao.Convergence;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace Ao.Core.Tests.Alignment;

/// <summary>What is published of verdicts, and what is taken of peers'.</summary>
public sealed class PeerVerdictTests
{
    private static readonly ProjectId s_shop = new("shop");
    private readonly ILedgerBook _book = Substitute.For<ILedgerBook>();

    [Fact]
    public void Find_VerdictOfAPeerOfTheSamePair_IsItsWord()
    {
        var verdict = Verdict();
        Publish("1111111111111111", PeerVerdicts.BodyOf(verdict, CodeShown.Patch));

        var taken = Find(verdict with { Findings = [] });

        Assert.Equal(("1111111111111111", "games-1"), (taken!.By, taken.ForkRevision));
        var told = Assert.Single(taken.Told);
        Assert.Equal(("Pool.Acquire", "src/Mine.cs", 9, ""), (told.Alert.Name, told.Alert.References[0].Path, told.Alert.References[0].Line, told.Alert.References[0].Text));
        Assert.Equal(2, taken.Findings.Count);
    }

    [Fact]
    public void BodyOf_Verdict_HoldsNoCode()
    {
        var body = System.Text.Encoding.UTF8.GetString(LedgerBody.Write(PeerVerdicts.BodyOf(Verdict(), CodeShown.Patch), LedgerBodiesJson.Default.VerdictBody).Span);

        Assert.Contains("Pool.Acquire", body, StringComparison.Ordinal);
        Assert.DoesNotContain("pool.Acquire();", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CodeShown.None)]
    [InlineData(CodeShown.Sketch)]
    public void BodyOf_CodeIsNotShown_HoldsNeitherNamesNorPathsOfAnyFork(CodeShown code)
    {
        var body = PeerVerdicts.BodyOf(Verdict(), code);
        var text = System.Text.Encoding.UTF8.GetString(LedgerBody.Write(body, LedgerBodiesJson.Default.VerdictBody).Span);

        Assert.Equal(("breaks", null), (body.Outcome, body.Alerts));
        foreach (var finding in Verdict().Findings)
        {
            foreach (var theirs in (string[])[finding.Alert.Name, finding.Alert.Name.Split('.')[^1], finding.Alert.Definition.Path, .. finding.Alert.References.SelectMany(static reference => new[] { reference.Path, reference.Text })])
            {
                Assert.DoesNotContain(theirs, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Find_BreaksAndDoesNotSayWhat_IsLookedAtHere()
    {
        var verdict = Verdict();
        Publish("1111111111111111", PeerVerdicts.BodyOf(verdict, CodeShown.Sketch));
        Assert.Null(Find(verdict));

        var listed = verdict with { Findings = [verdict.Findings[1]] };
        Publish("1111111111111111", PeerVerdicts.BodyOf(listed, CodeShown.Sketch));
        Assert.Null(Find(verdict));

        Publish("1111111111111111", PeerVerdicts.BodyOf(verdict with { Findings = [] }, CodeShown.Sketch));
        Assert.Empty(Find(verdict)!.Findings);
    }

    [Theory]
    [InlineData("other key")]
    [InlineData("other change")]
    [InlineData("other fork")]
    [InlineData("other rules")]
    [InlineData("other check")]
    [InlineData("own")]
    public void Find_WhatIsNoPeersVerdictOfThePair_IsNotTaken(string what)
    {
        var verdict = Verdict();
        var body = PeerVerdicts.BodyOf(verdict, CodeShown.Patch);
        Publish(what == "own" ? "0000000000000000" : "1111111111111111", what switch
        {
            "other key" => body with { Key = VerdictKey.Of("head-1", "elsewhere", "games-1", "fake/1") },
            "other change" => body with { Change = "head-2" },
            "other fork" => body with { ForkRevision = "games-2" },
            "other rules" => body with { Tool = "fake/2" },
            "other check" => body with { Check = "tests" },
            _ => body,
        });

        Assert.Null(Find(verdict));
    }

    [Fact]
    public void Find_HostileTexts_AreCutAndCannotSteerATerminal()
    {
        var verdict = Verdict();
        var hostile = new VerdictAlert { Name = "a\u001b[31m\n" + new string('x', 5_000), Change = "999", Path = "p\u202e", Line = -4, References = [.. Enumerable.Repeat(new string('y', 1_000) + ":99999999999", 20)] };
        Publish("1111111111111111", PeerVerdicts.BodyOf(verdict, CodeShown.Patch) with { Alerts = [.. Enumerable.Repeat(hostile, 60)] });

        var taken = Find(verdict)!;

        Assert.Equal(50, taken.Findings.Count);
        Assert.All(taken.Findings, static finding =>
        {
            Assert.Equal(DefinitionChange.Signature, finding.Alert.Change);
            Assert.True(finding.Alert.Name.Length <= 200 && finding.Alert.References.Count <= 5 && finding.Alert.Definition.Line == 1);
            Assert.DoesNotContain('\u001b', finding.Alert.Name + finding.Alert.Reason);
        });
        Assert.DoesNotContain('\u202e', AlignmentTexts.Of(taken));
    }

    [Fact]
    public void CanBlock_WhatWasOnlySaid_CannotStopAMerge()
    {
        var seen = Verdict();
        var declared = seen with { Findings = [.. seen.Findings.Select(static finding => finding with { Alert = finding.Alert with { References = [] } })] };

        Assert.True(seen.CanBlock);
        Assert.False((seen with { By = "1111111111111111" }).CanBlock);
        Assert.False(declared.CanBlock);
        Assert.NotEmpty(declared.Told);
    }

    private AlignmentVerdict? Find(AlignmentVerdict wanted) => new PeerVerdicts(_book, TimeProvider.System, NullLogger<PeerVerdicts>.Instance).Find(wanted);

    private void Publish(string publisher, VerdictBody body)
    {
        var entry = new LedgerEntry { Id = new string('e', 64), Publisher = publisher, Kind = LedgerKinds.Verdict, Clock = 1, Time = DateTimeOffset.UnixEpoch, Body = LedgerBody.Write(body, LedgerBodiesJson.Default.VerdictBody) };
        _book.KeyOf(s_shop).Returns(new ForkKey { ForkId = "0000000000000000", PublicKey = new byte[1], AllowedSigner = "" });
        _book.View(s_shop).Returns(new LedgerView(new Dictionary<string, PublisherView> { [publisher] = PublisherView.Of([entry]) }));
    }

    private static AlignmentVerdict Verdict()
    {
        var fork = new AlignmentFork { ForkId = "games", Tree = null! };
        return new AlignmentVerdict
        {
            Id = VerdictKey.Of("head-1", "base", "games-1", "fake/1"),
            Project = s_shop,
            Revision = "head-1",
            BaseRevision = "base",
            Fork = "games",
            ForkId = "2222222222222222",
            ForkRevision = "games-1",
            Rules = "fake/1",
            At = DateTimeOffset.UnixEpoch,
            Findings = [new AlignmentFinding(FakeChecker.Alert(fork), AlignmentConfirmation.Merged), new AlignmentFinding(FakeChecker.Alert(fork, AlignmentTier.List, "Pool.Release"), AlignmentConfirmation.Untried)],
        };
    }
}
