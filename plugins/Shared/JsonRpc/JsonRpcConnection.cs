using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Ao.Runtimes;

namespace Ao.JsonRpc;

/// <summary>Speaks JSON-RPC with a running program, one message a line.</summary>
/// <remarks>
/// The other side outlives the host. Ids of requests are texts that say what was asked and by which connection, so that an answer to a request
/// of a host that has died is told from an answer to one of ours, and still can be understood: it comes to the reader as a message.
/// </remarks>
/// <param name="process">The program.</param>
/// <param name="writesVersion">Whether messages carry <c>"jsonrpc":"2.0"</c>.</param>
internal sealed class JsonRpcConnection(IRun process, bool writesVersion) : IDisposable
{
    private readonly string _name = Guid.NewGuid().ToString("n")[..8];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _asked = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private long _requests;

    // What a host that has died, or a call that was broken off, may have written of a line is ended first. An empty line is ignored.
    private bool _mayBeInLine = true;

    /// <summary>Asks for something and waits for the answer, which comes while the output is read and taken in by <see cref="Take"/>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="purpose">What the id of the request begins with, by which a later host understands the answer.</param>
    /// <param name="writeParameters">Writes the parameters, an object.</param>
    /// <param name="cancellationToken">The token that ends waiting.</param>
    /// <returns>The result.</returns>
    /// <exception cref="JsonRpcException">It was refused.</exception>
    /// <exception cref="AoException">The process has ended or does not read.</exception>
    public async Task<JsonElement> RequestAsync(string method, string purpose, Action<Utf8JsonWriter> writeParameters, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{purpose}#{_name}-{Interlocked.Increment(ref _requests)}");
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        try
        {
            await WriteAsync(
                writer =>
                {
                    writer.WriteString("id", id);
                    writer.WriteString("method", method);
                    WriteParameters(writer, writeParameters);
                },
                cancellationToken).ConfigureAwait(false);
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    /// <summary>Asks for something without waiting: the answer comes to the reader as a message, whichever host lives then, and is known by its purpose.</summary>
    /// <returns>The operation, completed when the process has taken the request.</returns>
    public Task AskAsync(string method, string purpose, Action<Utf8JsonWriter> writeParameters, CancellationToken cancellationToken) => WriteAsync(
        writer =>
        {
            writer.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{purpose}#{_name}-{Interlocked.Increment(ref _requests)}"));
            writer.WriteString("method", method);
            WriteParameters(writer, writeParameters);
        },
        cancellationToken);

    /// <summary>Tells something that is not answered.</summary>
    public Task NotifyAsync(string method, Action<Utf8JsonWriter> writeParameters, CancellationToken cancellationToken) => WriteAsync(
        writer =>
        {
            writer.WriteString("method", method);
            WriteParameters(writer, writeParameters);
        },
        cancellationToken);

    /// <summary>Answers a request of the other side.</summary>
    /// <param name="id">The id as it stood in the request, in JSON.</param>
    /// <param name="writeResult">Writes the result, one value.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public Task AnswerAsync(string id, Action<Utf8JsonWriter> writeResult, CancellationToken cancellationToken) => WriteAsync(
        writer =>
        {
            writer.WritePropertyName("id");
            writer.WriteRawValue(id);
            writer.WritePropertyName("result");
            writeResult(writer);
        },
        cancellationToken);

    /// <summary>Refuses a request of the other side: nobody may be left waiting for an answer that never comes.</summary>
    public Task RefuseAsync(string id, string message, CancellationToken cancellationToken) => WriteAsync(
        writer =>
        {
            writer.WritePropertyName("id");
            writer.WriteRawValue(id);
            writer.WriteStartObject("error");
            writer.WriteNumber("code", -32601);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        },
        cancellationToken);

    /// <summary>Takes in a message that was read: an answer to one of this connection's requests completes it.</summary>
    /// <returns>Whether it was such an answer.</returns>
    public bool Take(JsonRpcMessage message)
    {
        if (message.Method is not null || PurposeAndId(message) is not ({ } id, _) || !_asked.TryGetValue(id, out var asked))
        {
            return false;
        }

        if (message.Error is { } error)
        {
            var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 0;
            var text = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : error.GetRawText();
            asked.TrySetException(new JsonRpcException(code, text));
        }
        else
        {
            asked.TrySetResult(message.Content);
        }

        return true;
    }

    /// <summary>Gives what a request was for, by the id of the answer to it.</summary>
    public static string? PurposeOf(JsonRpcMessage message) => message.Method is null ? PurposeAndId(message).Purpose : null;

    /// <summary>Gives up on answers that cannot come any more.</summary>
    public void End()
    {
        foreach (var asked in _asked.Values)
        {
            asked.TrySetException(new AoException("The agent's process has ended before it answered."));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _writing.Dispose();
    }

    private static (string? Id, string? Purpose) PurposeAndId(JsonRpcMessage message)
    {
        if (message.Id is not { } raw || raw[0] != '"')
        {
            return default;
        }

        using var document = JsonDocument.Parse(raw);
        var id = document.RootElement.GetString()!;
        var end = id.LastIndexOf('#');
        return end < 0 ? default : (id, id[..end]);
    }

    private static void WriteParameters(Utf8JsonWriter writer, Action<Utf8JsonWriter> writeParameters)
    {
        writer.WriteStartObject("params");
        writeParameters(writer);
        writer.WriteEndObject();
    }

    private async Task WriteAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new Utf8JsonWriter(buffer);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            if (writesVersion)
            {
                writer.WriteString("jsonrpc", "2.0");
            }

            write(writer);
            writer.WriteEndObject();
        }

        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ReadOnlyMemory<byte> line = _mayBeInLine ? (byte[])[(byte)'\n', .. buffer.WrittenSpan, (byte)'\n'] : (byte[])[.. buffer.WrittenSpan, (byte)'\n'];
            _mayBeInLine = true;
            await process.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            _mayBeInLine = false;
        }
        finally
        {
            _writing.Release();
        }
    }
}
