namespace Ao.Git.Gates;

/// <summary>What follows a push: it has happened, so whatever fails from then on leaves the outcome unknown, never refused.</summary>
internal static class PushedBranch
{
    public static async ValueTask<T> RecordAsync<T>(string what, Func<ValueTask<T>> record)
    {
        try
        {
            return await record().ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not OutcomeUnknownException)
        {
            throw Unrecorded(what, exception);
        }
    }

    public static OutcomeUnknownException Unrecorded(string what, AoException exception) =>
        new($"{what} was pushed, but that could not be written down: {exception.Message}", exception);
}
