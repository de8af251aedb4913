namespace Ao.Reports;

/// <summary>Takes the files of one report in, within what a report can have. What cannot be taken keeps neither the others nor the report back.</summary>
internal sealed class AttachmentIntake(AttachmentStore store)
{
    /// <summary>Takes files in.</summary>
    /// <param name="offered">The files, those that matter most first.</param>
    /// <param name="present">What the report has already.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async Task<TakenAttachments> TakeAsync(IReadOnlyList<OfferedAttachment> offered, IReadOnlyList<ReportAttachment> present, CancellationToken cancellationToken)
    {
        var taken = new List<ReportAttachment>();
        var refused = new List<string>();
        var names = present.Select(static attachment => attachment.Name).ToList();
        var left = AttachmentLimits.MaxTotal - present.Sum(static attachment => attachment.Size);
        foreach (var file in offered.Take(Math.Max(0, AttachmentLimits.MaxCount - present.Count)))
        {
            var name = AttachmentName.Of(file.Name, names);
            if (left <= 0)
            {
                refused.Add($"The attachment '{Printable.Quote(name)}' was left out: the files before it have {AttachmentLimits.Describe(AttachmentLimits.MaxTotal)} already, which is what a report can have.");
                continue;
            }

            try
            {
                var attachment = await store.SaveAsync(file, name, (int)Math.Min(AttachmentLimits.MaxSize, left), cancellationToken).ConfigureAwait(false);
                taken.Add(attachment);
                names.Add(name);
                left -= attachment.Size;
            }
            catch (AoException exception)
            {
                refused.Add(exception.Message);
            }
        }

        var more = offered.Count + present.Count - AttachmentLimits.MaxCount;
        if (more > 0)
        {
            refused.Add($"{Math.Min(more, offered.Count)} attachments were left out: a report can have {AttachmentLimits.MaxCount}. Attach those that matter, or put several into one archive.");
        }

        return new TakenAttachments(taken, refused);
    }
}
