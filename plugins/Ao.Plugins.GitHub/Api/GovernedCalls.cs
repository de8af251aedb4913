using System.Text.Json;
using Ao.Plugins.GitHub.Auth;
using Ao.Plugins.GitHub.Quota;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Makes calls with the right credential and within its quota, and turns refusals into errors.</summary>
internal sealed class GovernedCalls(Transport transport, Credentials credentials, QuotaGovernors governors, GitHubAddresses addresses, TimeProvider timeProvider)
{
    private readonly AnswerCache _cache = new();

    /// <returns>The answer; <see langword="null"/> where nothing is there and that is allowed.</returns>
    public async Task<Answer?> ReadAsync(Call call, CallPurpose purpose, bool allowsMissing, CancellationToken cancellationToken)
    {
        var need = new QuotaNeed(QuotaNeed.Core, 1, purpose, IsWrite: false);
        var (answer, credential) = await CallAsync(call, need, RepositoryOf(call), cancellationToken).ConfigureAwait(false);
        if (answer.Succeeded)
        {
            if (!call.KeepsTail)
            {
                _cache.Keep(credential.Mark, answer);
            }

            return answer;
        }

        return allowsMissing && answer.Status is 404 or 410 ? null : throw ErrorOf(answer, credential, need);
    }

    public async Task<Answer> WriteAsync(Call call, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var need = new QuotaNeed(QuotaNeed.Core, 1, purpose, IsWrite: true);
        var (answer, credential) = await CallAsync(call, need, RepositoryOf(call), cancellationToken).ConfigureAwait(false);
        return answer.Succeeded ? answer : throw ErrorOf(answer, credential, need);
    }

    /// <summary>Makes a GraphQL call. Its answer holds a reply, whose errors are the caller's to look at.</summary>
    public async Task<Answer> QueryAsync(Call call, QuotaNeed need, RepositoryName? repository, CancellationToken cancellationToken)
    {
        var (answer, credential) = await CallAsync(call, need, repository, cancellationToken).ConfigureAwait(false);
        return answer.Succeeded && !QuotaReading.Of(answer, timeProvider.GetUtcNow()).IsLimited ? answer : throw ErrorOf(answer, credential, need);
    }

    /// <summary>Tells what is known of the quota of the credential for a repository.</summary>
    public async ValueTask<(Credential Credential, QuotaState Quota)> InspectAsync(RepositoryName? repository, CancellationToken cancellationToken)
    {
        var credential = await credentials.OfAsync(repository, cancellationToken).ConfigureAwait(false);
        return (credential, governors.Of(credential).State);
    }

    private async Task<(Answer Answer, Credential Credential)> CallAsync(Call call, QuotaNeed need, RepositoryName? repository, CancellationToken cancellationToken)
    {
        var credential = await credentials.OfAsync(repository, cancellationToken).ConfigureAwait(false);
        var answer = await CallAsync(call, need, credential, cancellationToken).ConfigureAwait(false);
        if (answer.Status != 401 || !credentials.Refuse(credential))
        {
            return (answer, credential);
        }

        // A refused call has done nothing, so that it may be made again, once, with a credential that is another one.
        var next = await credentials.OfAsync(repository, cancellationToken).ConfigureAwait(false);
        return next.Mark == credential.Mark ? (answer, credential) : (await CallAsync(call, need, next, cancellationToken).ConfigureAwait(false), next);
    }

    private async Task<Answer> CallAsync(Call call, QuotaNeed need, Credential credential, CancellationToken cancellationToken)
    {
        var lease = await governors.Of(credential).EnterAsync(need, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            var known = call.Method == HttpMethod.Get && !call.KeepsTail ? _cache.Find(credential.Mark, call.Address) : null;
            Answer answer;
            try
            {
                answer = await transport.SendAsync(call with { Token = credential.Token, ETag = known?.Header("ETag"), ModifiedSince = known?.LastModified }, cancellationToken).ConfigureAwait(false);
                if (answer.Succeeded && need.Resource == QuotaNeed.GraphQl)
                {
                    answer = answer with { Reply = ReplyOf(answer) };
                }
            }
            catch (Exception exception) when (exception is TransientException or OutcomeUnknownException)
            {
                await lease.EndAsync(QuotaOutcome.Broken).ConfigureAwait(false);
                throw;
            }

            await lease.EndAsync(QuotaReading.Of(answer, timeProvider.GetUtcNow())).ConfigureAwait(false);
            return answer.Status == 304 && known is not null ? known : answer;
        }
    }

    private static GraphQlReply ReplyOf(Answer answer)
    {
        try
        {
            return GraphQlReply.Read(answer);
        }
        catch (JsonException exception)
        {
            throw answer.Unreadable(exception);
        }
    }

    private AoException ErrorOf(Answer answer, Credential credential, QuotaNeed need)
    {
        var now = timeProvider.GetUtcNow();
        var outcome = QuotaReading.Of(answer, now);
        var wait = outcome.IsLimited ? (governors.Of(credential).Ask(need).At - now ?? outcome.RetryAfter ?? TimeSpan.FromMinutes(1)) : (TimeSpan?)null;
        return Refusals.Of(answer, credential, wait);
    }

    /// <summary>Gives the repository that a call is about, which says whose installation of an App makes it.</summary>
    private RepositoryName? RepositoryOf(Call call)
    {
        var path = call.Address.AbsolutePath[addresses.Api.AbsolutePath.TrimEnd('/').Length..];
        return path.Split('/') is ["", "repos", var owner, var name, ..] && RepositoryName.TryParse($"{owner}/{name}", out var repository) ? repository : null;
    }
}
