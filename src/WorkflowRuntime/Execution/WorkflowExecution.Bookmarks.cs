using WorkflowRuntime.Bookmarks;

namespace WorkflowRuntime.Execution;

internal sealed partial class WorkflowExecution
{
    public Bookmark CreateBookmark(ActivityExecutionContext context, BookmarkOptions options)
    {
        var name = options.Name ?? context.Node.Type;
        var bookmark = new Bookmark
        {
            Id = NewId(),
            Name = name,
            Hash = StimulusHasher.Hash(name, options.Payload),
            Payload = StimulusHasher.ToPayloadJson(options.Payload),
            Context = context,
            CreatedAt = Now(),
            AutoBurn = options.AutoBurn,
            Callback = options.Callback is { } callback ? Execution.Callbacks.NameOf(callback) : null,
            DueAt = options.DueAt,
            Metadata = options.Metadata,
            IsNew = true,
        };
        Bookmarks.Add(bookmark);
        context.HasBookmarks = true;
        context.IsDirty = true;
        return bookmark;
    }

    public void RemoveBookmark(Bookmark bookmark)
    {
        if (Bookmarks.Remove(bookmark))
            NoteRemoved(bookmark);
    }

    public void RemoveBookmarks(Predicate<Bookmark> which)
    {
        for (var i = 0; i < Bookmarks.Count;)
        {
            var bookmark = Bookmarks[i];
            if (!which(bookmark))
            {
                i++;
                continue;
            }

            Bookmarks.RemoveAt(i);
            NoteRemoved(bookmark);
        }
    }

    private void NoteRemoved(Bookmark bookmark)
    {
        bookmark.Context.IsDirty = true;
        bookmark.Context.HasBookmarks = IsWaitingFor(bookmark.Context);
        Report.Removed.Add(bookmark);
    }
}
