using System.Text;
using Ao.Agents;
using Ao.Reports;
using Ao.Scm;

namespace Ao.Plugins.Command.Tests;

public class ProtocolReaderTests
{
    [Theory]
    [InlineData("\"title\":\"t\",\"confidence\":2")]
    [InlineData("\"title\":\"t\",\"severity\":\"bogus\"")]
    [InlineData("\"evidence\":\"one text\"")]
    [InlineData("\"evidence\":[\"one text\"]")]
    [InlineData("\"body\":\"b\"")]
    public void Read_ReportWithAFieldThatIsWrongOrMissing_IsKept(string fields)
    {
        var report = Assert.IsType<ReportFiled>(Read("{\"ao\":\"report\",\"type\":\"bug_report\"," + fields + "}")).Report;

        Assert.Null(report.Confidence);
        Assert.Null(report.Severity);
        Assert.True(report is { Title: "t" } or { Evidence: ["one text"] } or { Body: "b" }, report.ToString());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData(" {\"ao\":\"done\"}")]
    [InlineData("{\"other\":1}")]
    [InlineData("{\"ao\":\"something-new\",\"x\":1}")]
    public void Read_PlainOrUnknown_GivesNothing(string line) => Assert.Null(Read(line));

    [Theory]
    [InlineData("{\"ao\":")]
    [InlineData("{\"ao\":\"done\"} trailing")]
    [InlineData("{\"ao\":1}")]
    [InlineData("{\"ao\":null}")]
    [InlineData("{\"ao\":\"\"}")]
    [InlineData("{\"ao\":\"\\ud800\"}")]
    [InlineData("{\"ao\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}")]
    [InlineData("{\"ao\":\"activity\"}")]
    [InlineData("{\"ao\":\"activity\",\"state\":\"dancing\"}")]
    [InlineData("{\"ao\":\"usage\",\"input\":-1}")]
    [InlineData("{\"ao\":\"usage\",\"input\":1.5}")]
    [InlineData("{\"ao\":\"usage\",\"input\":99999999999999999999}")]
    [InlineData("{\"ao\":\"usage\",\"input\":\"5\"}")]
    [InlineData("{\"ao\":\"report\",\"type\":\"rant\",\"title\":\"t\"}")]
    [InlineData("{\"ao\":\"report\",\"type\":\"bug_report\"}")]
    [InlineData("{\"ao\":\"report\",\"type\":\"bug_report\",\"title\":\"t\",\"evidence\":[1]}")]
    [InlineData("{\"ao\":\"ack\"}")]
    [InlineData("{\"ao\":\"done\",\"at\":\"yesterday\"}")]
    [InlineData("{\"ao\":\"verdict\"}")]
    [InlineData("{\"ao\":\"verdict\",\"verdict\":\"maybe\"}")]
    [InlineData("{\"ao\":\"verdict\",\"verdict\":\"blocker\",\"summary\":\"no findings\"}")]
    [InlineData("{\"ao\":\"verdict\",\"verdict\":\"blocker\",\"findings\":[1]}")]
    [InlineData("{\"ao\":\"verdict\",\"verdict\":\"blocker\",\"findings\":[{\"path\":\"a\"}]}")]
    public void Read_Broken_SaysUnreadable(string line)
    {
        var signal = Assert.IsType<OutputUnreadable>(Read(line));

        Assert.Equal(42, signal.Cursor);
        Assert.InRange(signal.Problem.Length, 10, 400);
    }

    [Fact]
    public void Read_Verdict_GivesItsFindings()
    {
        var verdict = Assert.IsType<VerdictGiven>(Read("""{"ao":"verdict","verdict":"blocker","summary":"It loses data.","findings":["Flush it.",{"text":"No test.","severity":"minor","category":"tests","path":"src/a.cs","line":12},{"text":"Odd.","severity":"awful","line":0}]}"""));

        Assert.Equal((ReviewVerdict.RequestChanges, "It loses data."), (verdict.Verdict, verdict.Summary));
        Assert.Equal(
            [new VerdictFinding { Text = "Flush it." }, new VerdictFinding { Text = "No test.", Severity = FindingSeverity.Minor, Category = "tests", Path = "src/a.cs", Line = 12 }, new VerdictFinding { Text = "Odd." }],
            verdict.Findings);
    }

    [Fact]
    public void Read_InvalidUtf8_SaysUnreadable() =>
        Assert.IsType<OutputUnreadable>(ProtocolReader.Read(new OutputLine(42, new byte[] { (byte)'{', (byte)'"', (byte)'a', (byte)'o', (byte)'"', (byte)':', (byte)'"', 0xff, (byte)'"', (byte)'}' }, false)));

    [Fact]
    public void Read_Usage_CountsWhatIsThere() =>
        Assert.Equal(new UsageReported { Cursor = 42, InputTokens = 100, OutputTokens = 7 }, Read("{\"ao\":\"usage\",\"input\":100,\"output\":7}"));

    [Fact]
    public void Read_Question_WaitsForInput() =>
        Assert.Equal(new ActivityChanged { Cursor = 42, Activity = AgentActivity.WaitingForInput, Detail = "Which?" }, Read("{\"ao\":\"question\",\"text\":\"Which?\"}\r"));

    [Fact]
    public void Read_Report_IsMappedAndBounded()
    {
        var line = "{\"ao\":\"report\",\"type\":\"improvement_suggestion\",\"title\":\"" + new string('t', 300) + "\",\"body\":\"" + new string('b', 20_000)
            + "\",\"severity\":\"high\",\"component\":\"ci\",\"confidence\":0.5,\"evidence\":[" + string.Join(',', Enumerable.Repeat("\"e\"", 40)) + "],\"suggested_fix\":\"f\",\"at\":\"2026-01-02T03:04:05Z\"}";

        var signal = Assert.IsType<ReportFiled>(Read(line));

        Assert.Equal(ReportType.ImprovementSuggestion, signal.Report.Type);
        Assert.Equal(200, signal.Report.Title.Length);
        Assert.Equal(16 * 1024, signal.Report.Body.Length);
        Assert.Equal(ReportSeverity.High, signal.Report.Severity);
        Assert.Equal(32, signal.Report.Evidence.Count);
        Assert.Equal(0.5, signal.Report.Confidence);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), signal.At);
    }

    private static AgentSignal? Read(string line) => ProtocolReader.Read(new OutputLine(42, Encoding.UTF8.GetBytes(line), false));
}
