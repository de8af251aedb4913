using Ao.Reports;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Reports;

public sealed class SeverityInferenceTests
{
    private static readonly string[] s_components = ["dashboard", "cart", "journal"];
    private static readonly string[] s_texts = ["The widget is odd", "It crashes", "There is a data race", "A typo in the title", "Data loss after a restart", "It leaks credentials", "It is slow"];

    [Theory]
    [InlineData("Orders are lost: data loss after a restart", "Critical", "data loss")]
    [InlineData("Path traversal in the upload", "Critical", "security")]
    [InlineData("The log leaks credentials of the host", "Critical", "credentials")]
    [InlineData("The dashboard crashes on load", "High", "crash")]
    [InlineData("All sessions stop", "High", "all are affected")]
    [InlineData("The sum has a wrong result", "High", "wrong result")]
    [InlineData("A race condition in the queue", "High", "race")]
    [InlineData("The session hangs", "High", "blocked")]
    [InlineData("The test is flaky", "Medium", "workaround")]
    [InlineData("A typo in the title", "Low", "cosmetic")]
    [InlineData("The widget is odd", "Medium", "a defect without words")]
    [InlineData("It works without a crash and there is no data loss", "Medium", "a defect without words")]
    public void Infer_Words_DecideAndAreNamed(string title, string severity, string reason)
    {
        var inferred = SeverityInference.Infer(Bug(title), SeverityCalibration.None);

        Assert.Equal(severity, inferred.Severity.ToString());
        Assert.Contains(reason, inferred.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Infer_Given_Stays() =>
        Assert.Equal((ReportSeverity.Low, "given by the reporter"), (SeverityInference.Infer(Bug("Data loss") with { Severity = ReportSeverity.Low }, SeverityCalibration.None).Severity, SeverityInference.Infer(Bug("Data loss") with { Severity = ReportSeverity.Low }, SeverityCalibration.None).Reason));

    [Fact]
    public void Infer_SuggestionAndUnsureReporter_WeighLess()
    {
        Assert.Equal(ReportSeverity.Low, SeverityInference.Infer(Bug("Sort the list") with { Type = ReportType.ImprovementSuggestion }, SeverityCalibration.None).Severity);
        Assert.Equal(ReportSeverity.Medium, SeverityInference.Infer(Bug("It crashes") with { Confidence = 0.1 }, SeverityCalibration.None).Severity);
        Assert.Equal(ReportSeverity.Critical, SeverityInference.Infer(Bug("Data loss") with { Confidence = 0.1 }, SeverityCalibration.None).Severity);
    }

    [Fact]
    public void Infer_AfterOneCorrection_TheNextSimilarReportIsHigh()
    {
        var first = Bug("Dashboard panel stays empty") with { Component = "dashboard", Severity = ReportSeverity.Medium };
        var next = Bug("Dashboard shows old figures") with { Component = "Dashboard" };

        var calibration = SeverityCalibration.None.Apply(SeverityCorrection.Of("r1", first, ReportSeverity.Medium, ReportSeverity.High));
        var inferred = SeverityInference.Infer(next, calibration);

        Assert.Equal(ReportSeverity.Medium, SeverityInference.Infer(next, SeverityCalibration.None).Severity);
        Assert.Equal(ReportSeverity.High, inferred.Severity);
        Assert.Contains("corrected 1 of 1 times for component Dashboard by an operator", inferred.Reason, StringComparison.Ordinal);
        Assert.Equal(ReportSeverity.Medium, SeverityInference.Infer(next with { Component = "cart" }, calibration).Severity);
    }

    [Fact]
    public void Infer_DashboardCrashCorrected_TheNextCrashSaysSo()
    {
        var crash = Bug("Dashboard crashes") with { Component = "dashboard", Severity = ReportSeverity.Medium };

        var calibration = SeverityCalibration.None.Apply(SeverityCorrection.Of("r1", crash, ReportSeverity.Medium, ReportSeverity.High));
        var inferred = SeverityInference.Infer(crash with { Severity = null, Title = "Another crash" }, calibration);

        Assert.Equal(ReportSeverity.High, inferred.Severity);
        Assert.Contains("corrected 1 of 1 times for component dashboard with crash by an operator", inferred.Reason, StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public void Infer_CorrectionsWithdrawnOrOpposed_CountNothing((byte Component, byte Text, byte To)[] corrections, byte component, byte text)
    {
        var calibration = Fold(corrections);
        var report = Pick(component, text);
        var before = SeverityInference.Infer(report, calibration);
        var correction = SeverityCorrection.Of("more", Pick(component, text), ReportSeverity.Medium, ReportSeverity.Critical);

        Assert.Equal(before, SeverityInference.Infer(report, calibration.Apply(correction).Withdraw("more")));
        Assert.Equal(before, SeverityInference.Infer(report, calibration.Withdraw("never")));
        var odd = Bug("The widget is odd") with { Component = "dashboard" };
        var opposed = SeverityCalibration.None.Apply(SeverityCorrection.Of("1", odd, ReportSeverity.Medium, ReportSeverity.High)).Apply(SeverityCorrection.Of("2", odd, ReportSeverity.Medium, ReportSeverity.Low));
        Assert.Equal(ReportSeverity.Medium, SeverityInference.Infer(odd, opposed).Severity);
    }

    [Property(MaxTest = 300)]
    public void Infer_AnyOrderOfCorrections_GivesTheSame((byte Component, byte Text, byte To)[] corrections, byte component, byte text, int seed)
    {
        var shuffled = corrections.Select(static (correction, index) => (correction, index)).ToArray();
        new Random(seed).Shuffle(shuffled);
        var report = Pick(component, text);

        Assert.Equal(
            SeverityInference.Infer(report, Fold(corrections)),
            SeverityInference.Infer(report, shuffled.Aggregate(SeverityCalibration.None, static (state, entry) => state.Apply(Correction(entry.correction, entry.index)))));
    }

    [Property(MaxTest = 500)]
    public void Infer_ReportLikeThisCorrectedUpwards_NeverWeighsLess((byte Component, byte Text, byte To)[] corrections, byte component, byte text)
    {
        var calibration = Fold(corrections);
        var report = Pick(component, text);
        var before = SeverityInference.Infer(report, calibration).Severity;

        foreach (var to in Enum.GetValues<ReportSeverity>())
        {
            var after = SeverityInference.Infer(report, calibration.Apply(SeverityCorrection.Of("more", report, before, to))).Severity;
            Assert.True(to >= before ? after >= before : after <= before, $"{before} corrected to {to} became {after}");
        }
    }

    [Property(MaxTest = 500)]
    public void Infer_CriticalWords_AreNotLoweredByCorrectionsOfOthers((byte Component, byte Text, byte To)[] corrections, byte component)
    {
        var critical = Pick(component, 4);
        var others = corrections.Where(correction => correction.Component % s_components.Length != component % s_components.Length || correction.Text % s_texts.Length != 4).ToArray();

        Assert.Equal(ReportSeverity.Critical, SeverityInference.Infer(critical, Fold(others)).Severity);
    }

    private static Report Bug(string title) => new() { Type = ReportType.BugReport, Title = title };

    private static Report Pick(byte component, byte text) => Bug(s_texts[text % s_texts.Length]) with { Component = s_components[component % s_components.Length] };

    private static SeverityCorrection Correction((byte Component, byte Text, byte To) correction, int index) =>
        SeverityCorrection.Of($"r{index}", Pick(correction.Component, correction.Text), ReportSeverity.Medium, (ReportSeverity)(correction.To % 4));

    private static SeverityCalibration Fold((byte Component, byte Text, byte To)[] corrections) =>
        corrections.Select(Correction).Aggregate(SeverityCalibration.None, static (state, correction) => state.Apply(correction));
}
