using System.Text.Json;
using System.Threading.Channels;
using Ao.Files;

namespace Ao.Plugins.OpenClaw;

/// <summary>What is held back, kept beyond the host's life until it was told.</summary>
/// <remarks>Changed by one caller at a time.</remarks>
internal sealed class HeldNotes(PluginEnvironment environment)
{
    private const int Most = 5_000;
    private readonly string _file = Path.Combine(environment.DataFolder, "held.json");
    private readonly Channel<bool> _added = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private List<HeldNote>? _notes;

    public async ValueTask<IReadOnlyList<HeldNote>> ListAsync(CancellationToken cancellationToken) => [.. await LoadAsync(cancellationToken).ConfigureAwait(false)];

    /// <summary>Holds a note; it is durable when this returns.</summary>
    public async ValueTask AddAsync(HeldNote note, CancellationToken cancellationToken)
    {
        var notes = await LoadAsync(cancellationToken).ConfigureAwait(false);
        if (notes.Count >= Most)
        {
            throw new TransientException($"{Most} notifications are already held back for the OpenClaw gateway. They go out when it takes them.");
        }

        await WriteAsync([.. notes, note], cancellationToken).ConfigureAwait(false);
        _added.Writer.TryWrite(true);
    }

    /// <summary>Drops notes that were told.</summary>
    public async ValueTask RemoveAsync(IReadOnlyList<HeldNote> told, CancellationToken cancellationToken)
    {
        var notes = await LoadAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync([.. notes.Except(told)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until something is held.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _added.Reader.ReadAsync(cancellationToken);

    private async ValueTask<List<HeldNote>> LoadAsync(CancellationToken cancellationToken)
    {
        if (_notes is null)
        {
            try
            {
                _notes = File.Exists(_file) ? JsonSerializer.Deserialize(await File.ReadAllBytesAsync(_file, cancellationToken).ConfigureAwait(false), OpenClawJson.Default.ListHeldNote) ?? [] : [];
            }
            catch (JsonException exception)
            {
                throw new AoException($"What is held back cannot be read from '{_file}': it is damaged. Move the file aside.", exception);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new TransientException($"What is held back cannot be read from '{_file}': {exception.Message}", innerException: exception);
            }
        }

        return _notes;
    }

    private async ValueTask WriteAsync(List<HeldNote> notes, CancellationToken cancellationToken)
    {
        try
        {
            await DurableFile.WriteAsync(_file, JsonSerializer.SerializeToUtf8Bytes(notes, OpenClawJson.Default.ListHeldNote), cancellationToken).ConfigureAwait(false);
            _notes = notes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientException($"What is held back cannot be kept in '{_file}': {exception.Message}", innerException: exception);
        }
    }
}
