namespace Ao.Plugins.Codex.Setup;

/// <summary>The folder that Codex keeps its configuration and its conversations in, inside the session's home.</summary>
internal sealed class CodexHome(string homeFolder)
{
    public string Path { get; } = System.IO.Path.Combine(homeFolder, ".codex");

    public string ConfigFile => System.IO.Path.Combine(Path, "config.toml");

    /// <summary>Gets the folder of the logs of the conversations, by date.</summary>
    public string Sessions => System.IO.Path.Combine(Path, "sessions");

    private string Locks => System.IO.Path.Combine(Path, "thread-writer-locks");

    /// <summary>Writes the configuration and points to the user's sign-in.</summary>
    public async Task PrepareAsync(string config, bool usesSignIn, CancellationToken cancellationToken)
    {
        await StateFile.WriteAsync(ConfigFile, config, cancellationToken).ConfigureAwait(false);
        var link = new FileInfo(System.IO.Path.Combine(Path, "auth.json"));
        if (usesSignIn && !link.Exists && File.Exists(CodexProvider.SignInFile))
        {
            // A link that leads nowhere is there too.
            link.Delete();
            link.CreateAsSymbolicLink(CodexProvider.SignInFile);
        }
        else if (!usesSignIn)
        {
            link.Delete();
        }
    }

    /// <summary>Removes what a killed run left of its claim to write to a conversation. Codex does not mind it, but who looks for the next run's claim does.</summary>
    public void ForgetClaims()
    {
        foreach (var file in Claims())
        {
            File.Delete(file);
        }
    }

    /// <summary>Gives the conversation that the running Codex has claimed, which it does when it is up; the first one, where its helpers have claimed more.</summary>
    public string? ClaimedConversation() =>
        Claims().Select(static file => new FileInfo(file)).OrderBy(static file => file.CreationTimeUtc).ThenBy(static file => file.Name, StringComparer.Ordinal)
            .Select(static file => System.IO.Path.GetFileNameWithoutExtension(file.Name)).FirstOrDefault(ConversationName.IsValid);

    /// <summary>Gives the log of a conversation, where it is there.</summary>
    public string? FindLog(string conversation) =>
        ConversationName.IsValid(conversation) && Directory.Exists(Sessions)
            ? Directory.EnumerateFiles(Sessions, $"rollout-*-{conversation}.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
            : null;

    private string[] Claims() => Directory.Exists(Locks) ? Directory.GetFiles(Locks, "*.lock") : [];
}
