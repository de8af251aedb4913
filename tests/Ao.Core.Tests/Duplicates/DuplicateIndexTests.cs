using Ao.Duplicates;
using Ao.Reports;

namespace Ao.Core.Tests.Duplicates;

public sealed class DuplicateIndexTests
{
    [Fact]
    public void FindAndAdd_TheSameReportOfThirtySessions_IsTheFirstOne()
    {
        var index = ReportCorpus.Index();

        var findings = Enumerable.Range(1, 30).Select(session => index.FindAndAdd(ReportCorpus.Checkout(session), DuplicateClusters.Empty)).ToList();

        Assert.Null(findings[0].SameReport);
        Assert.Null(findings[0].SameProblem);
        Assert.All(findings.Skip(1), static found => Assert.Equal("checkout-1", found.SameReport?.Report));
        Assert.All(findings.Skip(1), static found => Assert.Null(found.SameProblem));
        Assert.Single(findings.Select(static found => found.ContentKey).Distinct());
        Assert.Equal(230, index.Count);
        Assert.Equal(201, index.Distinct);
    }

    [Fact]
    public void FindAndAdd_OneProblemInTheWordsOfManySessions_IsLinkedToTheHead()
    {
        string[] extras =
        [
            "Filed while verifying an unrelated change; nothing else was running.",
            "This blocks my task. I did not look for a workaround yet.",
            "Noticed twice in a clean checkout before I wrote this down.",
            "Happy to send a patch if the maintainers agree with the approach.",
            "The browser console stays empty during the whole procedure.",
        ];
        var index = ReportCorpus.Index();
        var clusters = DuplicateClusters.Empty;
        index.Add(ReportCorpus.Checkout(1));
        for (var session = 2; session <= 6; session++)
        {
            var report = ReportCorpus.Checkout(session);
            report = report with { Body = $"{extras[session - 2]}\n{report.Body.Replace("Expected: one charge.", "", StringComparison.Ordinal)}" };

            var found = index.FindAndAdd(report, clusters);

            Assert.Null(found.SameReport);
            Assert.Equal("checkout-1", found.SameProblem?.Head);
            Assert.DoesNotContain(found.Suggestions, suggestion => suggestion.Head == "checkout-1");
            clusters = clusters.Link(report.Id, found.SameProblem!.Head);
        }

        Assert.Equal(6, clusters.Members("checkout-1").Count);
    }

    [Fact]
    public void FindAndAdd_TheSameProblemOfTheSameSession_IsSuggestedAndNotLinked()
    {
        var index = ReportCorpus.Index();
        index.Add(ReportCorpus.Checkout(1));
        var again = ReportCorpus.Checkout(1) with { Id = "again", Body = ReportCorpus.Checkout(1).Body + "\nStill there after the second attempt of mine." };

        var found = index.FindAndAdd(again, DuplicateClusters.Empty);

        Assert.Null(found.SameProblem);
        Assert.Equal("checkout-1", found.Suggestions[0].Report);
    }

    [Fact]
    public void FindAndAdd_OtherWords_IsSuggestedAndNotLinked()
    {
        var index = ReportCorpus.Index();
        index.Add(ReportCorpus.Checkout(1));

        var found = index.FindAndAdd(ReportCorpus.New("words", "Customers are charged double at checkout", "Clicking confirm quickly makes submitOrder run again and the card is charged a second time.", "checkout"), DuplicateClusters.Empty);

        Assert.Null(found.SameProblem);
        Assert.Equal("checkout-1", found.Suggestions[0].Report);
        Assert.Equal(5, found.Suggestions.Count);
        Assert.InRange(found.Suggestions[0].Probability, 0, 1);
        Assert.Equal(found.Suggestions.OrderByDescending(static suggestion => suggestion.Probability).Select(static suggestion => suggestion.Report), found.Suggestions.Select(static suggestion => suggestion.Report));
    }

    [Theory]
    [InlineData("API doc for Ui.{0} is not up to date", "", "Label", "Switch", "Slider", "Picker")]
    [InlineData("API doc for Ui.{0} is not up to date", "Please go through the page and mend the examples, the list of events and the platforms.", "Label", "Switch", "Slider", "Picker")]
    [InlineData("API doc for Ui.{0} is not up to date", "The page of Ui.{0} lacks the events that Ui.{0} has had since the last release.", "Label", "Switch", "Slider", "Picker")]
    [InlineData("Write unit tests for {0}", "There are no tests for {0} yet. Cover the constructor of {0}, its properties and its events.", "label", "switch", "slider", "picker")]
    [InlineData("{0}: scroll view does not bounce", "Open the sample, drag the view of {0} down and let it go. It stays where it is on {0}.", "Phone", "Tablet", "Desktop", "Web")]
    public void FindAndAdd_ReportsOfASeries_AreNeverLinked(string title, string body, params string[] subjects)
    {
        var index = ReportCorpus.Index();
        foreach (var subject in subjects)
        {
            var found = index.FindAndAdd(ReportCorpus.New(subject, string.Format(null, title, subject), string.Format(null, body, subject), "docs"), DuplicateClusters.Empty);

            Assert.Null(found.SameReport);
            Assert.True(found.SameProblem is null, $"'{subject}' was linked to '{found.SameProblem?.Report}' ({found.SameProblem?.Probability}).");
        }
    }

    [Fact]
    public void FindAndAdd_OrdinaryReports_AreNotLinked()
    {
        var index = new DuplicateIndex();

        Assert.All(ReportCorpus.Ordinary(150), report => Assert.Null(index.FindAndAdd(report, DuplicateClusters.Empty).SameReport));
    }

    [Fact]
    public void Find_ExplainsItself()
    {
        var index = ReportCorpus.Index();
        index.Add(ReportCorpus.Checkout(1));
        var report = ReportCorpus.New("b", "Payment form submits 3 times when the confirm key is pressed during validation", "CheckoutController.submitOrder is called again. Retry.policy is not set.", "billing", type: ReportType.ImprovementSuggestion);

        var explanation = index.Find(report, DuplicateClusters.Empty).Suggestions[0].Explanation;

        Assert.Equal(5, explanation.SharedTerms.Count);
        Assert.Contains(explanation.SharedTerms, static term => term.Term is "submits" or "payment" or "checkoutcontroller.submitorder" or "validation");
        Assert.InRange(explanation.SharedTerms.Sum(static term => term.Share), 0.01, 1);
        Assert.Equal(explanation.SharedTerms.OrderByDescending(static term => term.Share), explanation.SharedTerms);
        Assert.Contains(explanation.Features, static share => share.Feature == "component differs" && share.Contribution < 0);
        Assert.Equal(explanation.Features.OrderByDescending(static share => Math.Abs(share.Contribution)), explanation.Features);
        Assert.True(explanation.Differences.Component);
        Assert.True(explanation.Differences.Type);
        Assert.Contains("key", explanation.Differences.TitleTerms);
        Assert.Contains("button", explanation.Differences.OtherTitleTerms);
        Assert.Contains("retry.policy", explanation.Differences.Identifiers);
        Assert.Contains("payment_service.log", explanation.Differences.OtherIdentifiers);
        Assert.Equal(["3"], explanation.Differences.Numbers);
    }

    [Fact]
    public void Find_TheSameReportWithOtherNumbers_SaysSo()
    {
        var index = ReportCorpus.Index();
        index.Add(ReportCorpus.New("a", "Request ends with status 404 behind the proxy", "The proxy answers instead of the service."));

        var found = index.Find(ReportCorpus.New("b", "Request ends with status 500 behind the proxy", "The proxy answers instead of the service."), DuplicateClusters.Empty);

        Assert.Equal("a", found.SameReport?.Report);
        Assert.Equal(1, found.SameReport!.Probability);
        Assert.Equal(["500"], found.SameReport.Explanation.Differences.Numbers);
        Assert.Equal(["404"], found.SameReport.Explanation.Differences.OtherNumbers);
    }

    [Fact]
    public void Decide_AlikeToOneMemberOnly_IsNoLink()
    {
        var index = ReportCorpus.Index();
        index.Add(ReportCorpus.New("head", "Archive cannot be opened on the train", "The lid of the box is stuck and the key is lost."));
        index.Add(ReportCorpus.Checkout(1));
        var again = ReportCorpus.Checkout(2);
        again = again with { Body = again.Body + "\nNothing else was running." };
        var clusters = DuplicateClusters.Empty.Link("checkout-1", "head");

        Assert.NotNull(index.Find(again, DuplicateClusters.Empty).SameProblem);
        Assert.Null(index.Find(again, clusters).SameProblem);
        Assert.NotNull(index.Find(again, clusters.Withdraw("checkout-1")).SameProblem);
    }

    [Fact]
    public void Add_AnIdAgain_ChangesNothing()
    {
        var index = new DuplicateIndex();
        index.Add(ReportCorpus.Checkout(1));
        index.Add(ReportCorpus.Checkout(2) with { Id = "checkout-1", Title = "Something else entirely" });

        Assert.Equal((1, 1), (index.Count, index.Distinct));
    }
}
