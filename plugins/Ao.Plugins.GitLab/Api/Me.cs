using Ao.Plugins.GitLab.Data;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Tells who the token's user is, and which users are programs.</summary>
internal sealed class Me(GitLabClient client)
{
    private const int MaxKnown = 10_000;
    private readonly BoundedCache<long, bool> _bots = new(MaxKnown);
    private UserData? _user;

    /// <summary>Gives the token's own user.</summary>
    public async ValueTask<UserData> GetAsync(CancellationToken cancellationToken) =>
        _user ??= await client.GetAsync("user", GitLabJson.Default.UserData, CallPurpose.Person, cancellationToken).ConfigureAwait(false);

    /// <summary>Tells whether something was written by the token's own user: only then its marks are believed.</summary>
    public async ValueTask<bool> IsAsync(UserData? author, CancellationToken cancellationToken) =>
        author is not null && author.Id == (await GetAsync(cancellationToken).ConfigureAwait(false)).Id;

    /// <summary>Finds what an operation has written among the comments of others: anybody can write its mark.</summary>
    public async ValueTask<NoteData?> FindOwnAsync(IEnumerable<NoteData> notes, OperationKey key, CancellationToken cancellationToken)
    {
        foreach (var note in notes)
        {
            if (Marks.Has(note.Body, key) && await IsAsync(note.Author, cancellationToken).ConfigureAwait(false))
            {
                return note;
            }
        }

        return null;
    }

    /// <summary>Tells whether a user is a program: the bot of an access token, a service account, or one that GitLab says is a bot.</summary>
    public async ValueTask<bool> IsBotAsync(UserData? author, CancellationToken cancellationToken)
    {
        if (author is null || author.Bot || BotNames.IsOne(author.Username))
        {
            return author is not null;
        }

        if (_bots.TryGet(author.Id, out var known))
        {
            return known;
        }

        var user = await client.FindAsync(FormattableString.Invariant($"users/{author.Id}"), GitLabJson.Default.UserData, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
        known = user?.Bot ?? false;
        _bots.Set(author.Id, known);
        return known;
    }
}
