namespace Ao.Benchmarks.Forge;

/// <summary>Something that happens to a pull request.</summary>
/// <param name="At">When.</param>
/// <param name="Number">Which one.</param>
/// <param name="Kind">What: 0 to 99, of which the first 60 are checks.</param>
internal readonly record struct Happening(DateTimeOffset At, int Number, int Kind)
{
    private const int CheckFails = 6;

    /// <summary>Has it happen.</summary>
    /// <returns>The webhook that tells of it: the event and the payload.</returns>
    public (string Event, string Payload) Apply(ForgePullRequest pullRequest)
    {
        var number = pullRequest.Number;
        switch (Kind)
        {
            case < 60:
                pullRequest.MoveCheck(Kind, fails: Kind < CheckFails);
                return ("check_run", Payload($$""""check_run":{"head_sha":"{{pullRequest.Head}}","pull_requests":[{"number":{{number}}}]}""""));
            case < 70:
                pullRequest.Push(At);
                return ("pull_request", Payload($$""""action":"synchronize","pull_request":{"number":{{number}}}""""));
            case < 80:
                pullRequest.Review(Kind < 75 ? "APPROVED" : "CHANGES_REQUESTED", At);
                return ("pull_request_review", Payload($$""""pull_request":{"number":{{number}}}""""));
            case < 85:
                pullRequest.BeginThread(At);
                return ("pull_request_review_comment", Payload($$""""pull_request":{"number":{{number}}}""""));
            case < 95:
                pullRequest.AnswerThread(At);
                return ("pull_request_review_comment", Payload($$""""pull_request":{"number":{{number}}}""""));
            default:
                pullRequest.Comment(At);
                return ("issue_comment", Payload($$""""issue":{"number":{{number}},"pull_request":{ } }""""));
        }
    }

    private static string Payload(string about) => $$"""{"repository":{"full_name":"acme/shop"},{{about}}}""";
}
